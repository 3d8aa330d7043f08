/** Objects as they are met, each once, with all paths that it is met under. */
import type { GitObject, ObjectPlace } from '../../model/git-object.ts';

interface Met {
  readonly first: GitObject;
  /** By path. Absent while there is none: most objects have one path. */
  others?: Map<string, ObjectPlace>;
}

export class ObjectSet {
  readonly #objects = new Map<string, Met>();

  has(id: string): boolean {
    return this.#objects.has(id);
  }

  /** The first place stays the object's own. */
  add(object: GitObject): void {
    const { id, path, commit } = object;
    const known = this.#objects.get(id);
    if (known === undefined) {
      this.#objects.set(id, { first: object });
      return;
    }
    if (known.first.path === path) return;
    known.others ??= new Map();
    if (!known.others.has(path)) known.others.set(path, { path, commit });
  }

  /** For what has no path: `object.path` stands in its place, unless there is a real one. */
  addWithoutPath(object: GitObject): void {
    if (!this.has(object.id)) this.add({ ...object, isStandIn: true });
  }

  /** In the order in which they were first met. */
  list(): readonly GitObject[] {
    return Array.from(this.#objects.values(), ({ first, others }) =>
      others === undefined ? first : { ...first, others: [...others.values()] },
    );
  }
}
