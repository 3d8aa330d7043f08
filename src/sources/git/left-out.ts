/** What globs leave out of a repository: the configuration's, and those of the command line, which are relative to it. */
import type { GitObject, ObjectPlace } from '../../model/git-object.ts';
import { type ConfigGlobs, configPathOf, judgePaths } from '../../scan/config-globs.ts';
import type { GitRepository } from './repository.ts';

export interface LeftOut {
  /** What stays, without the places that are left out. */
  readonly objects: readonly GitObject[];
  /** Objects of which no place stays: the first path, and the name of a skip reason. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * An object is scanned unless the globs leave out each path that it has; then it is scanned as what stands at the others.
 * Messages, and what has no path, always stay. In a bare repository the globs are relative to its root.
 */
export function leaveOut(
  { workTree }: Pick<GitRepository, 'workTree'>,
  objects: readonly GitObject[],
  globs: ConfigGlobs | undefined,
): LeftOut {
  if (globs === undefined || globs.include.length + globs.exclude.length === 0) return { objects, skipped: [] };
  const configPath = workTree === undefined ? '' : configPathOf(globs, workTree);
  const paths = objects.flatMap((object) => placesOf(object).map(({ path }) => path));
  const reasons = judgePaths(globs, configPath, paths);
  const kept: GitObject[] = [];
  const skipped: { path: string; reason: string }[] = [];
  let at = 0;
  for (const object of objects) {
    const begin = at;
    const places = placesOf(object);
    at += places.length;
    const staying = places.filter(({ isStandIn }, index) => isStandIn === true || reasons[begin + index] === undefined);
    const [first, ...others] = staying;
    if (staying.length === places.length) {
      kept.push(object);
    } else if (first === undefined) {
      skipped.push({ path: Buffer.from(object.path, 'latin1').toString('utf8'), reason: reasons[begin] ?? '' });
    } else {
      const { path, commit } = first;
      kept.push({ id: object.id, path, commit, ...(others.length === 0 ? {} : { others }) });
    }
  }
  return { objects: kept, skipped };
}

function placesOf(object: GitObject): readonly ObjectPlace[] {
  return object.others === undefined ? [object] : [object, ...object.others];
}
