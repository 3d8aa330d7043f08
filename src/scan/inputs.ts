/** What a person asked to scan → native items, and reported paths → paths for people and for ids. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GitObjects, ObjectPlace } from '../model/git-object.ts';
import { RepositoryRoots } from '../model/repository-root.ts';
import type { ScanItems } from '../native/binding.ts';
import { type ConfigGlobs, configPathOf, flatPaths } from './config-globs.ts';
import type { ScanInput } from './scan.ts';
import type { StreamInput } from './scan-stream.ts';

/** Where the inputs are, for the length of one scan. */
export interface InputPaths {
  /** The path that a person in the current folder would type for what native code reported as `path` of `item`. */
  displayPath(item: number, path: Uint8Array): string;
  /** Relative to the repository that the file is in, which may lie below what is scanned: what ids use. */
  repositoryPath(item: number, path: Uint8Array): Uint8Array;
  /** The id of the commit that an item came with; '' for none. */
  commitOf?(item: number): string;
}

export interface ResolvedInput extends InputPaths {
  readonly items: ScanItems;
}

/** Of inputs that are called what their names say. */
export const namedPaths: InputPaths = {
  displayPath: (_item, path) => Buffer.from(path).toString('utf8'),
  repositoryPath: (_item, path) => path,
};

/** Looks at the file system once for each path; a path that does not exist is left for the scan to report. */
export function resolveInput(
  input: Exclude<ScanInput, StreamInput>,
  configGlobs: Pick<ConfigGlobs, 'folder'> = {},
): ResolvedInput {
  switch (input.kind) {
    case 'paths':
      return new PathInput(input.paths, configGlobs);
    case 'texts':
      return {
        items: {
          kind: 'buffers',
          names: input.texts.map((text) => Buffer.from(text.name, 'utf8')),
          data: input.texts.map((text) => text.data),
        },
        ...namedPaths,
      };
    case 'git': {
      const places: readonly ObjectPlace[] = [...input.objects, ...input.objects.flatMap(({ others = [] }) => others)];
      return {
        items: gitItems(input, places),
        ...namedPaths,
        commitOf: (item) => places[item]?.commit ?? '',
      };
    }
  }
}

/** `places`: of each object its first, then all others in the order of the objects. */
function gitItems(
  { objectFolders, objectFormat, lfsFolder = '', objects }: GitObjects,
  places: readonly ObjectPlace[],
): ScanItems {
  const idBytes = objectFormat === 'sha256' ? 32 : 20;
  const ids = Buffer.alloc(objects.length * idBytes);
  for (const [index, { id }] of objects.entries()) ids.write(id, index * idBytes, 'hex');
  const { paths, pathEnds } = flatPaths(places.map(({ path }) => path));
  return {
    kind: 'git',
    object_folders: objectFolders.map((folder) => Buffer.from(folder, 'utf8')),
    lfs_folder: Buffer.from(lfsFolder, 'utf8'),
    object_format: objectFormat,
    ids,
    also_of: Uint32Array.from(objects.flatMap(({ others = [] }, index) => others.map(() => index))),
    paths,
    path_ends: pathEnds,
  };
}

interface Root {
  /** As given, without a trailing slash; '' for the current folder. */
  readonly shown: string;
  readonly absolute: string;
  /** The reported path of the root itself: '' or 'src/' for a folder, the whole path for a file. */
  readonly prefix: Buffer;
}

class PathInput implements ResolvedInput {
  readonly items: ScanItems;
  readonly #roots: readonly Root[];
  readonly #repositoryRoots = new RepositoryRoots();

  constructor(paths: readonly string[], configGlobs: Pick<ConfigGlobs, 'folder'>) {
    this.#roots = withoutRepeats(paths).map((path) => this.#toRoot(path));
    this.items = {
      kind: 'paths',
      roots: this.#roots.map((root) => Buffer.from(root.shown === '' ? '.' : root.shown, 'utf8')),
      prefixes: this.#roots.map((root) => root.prefix),
      config_paths: this.#roots.map((root) => Buffer.from(configPathOf(configGlobs, root.absolute))),
    };
  }

  displayPath(item: number, path: Uint8Array): string {
    const root = this.#root(item);
    const below = Buffer.from(path.subarray(root.prefix.length)).toString('utf8');
    if (below === '') return root.shown;
    if (root.shown === '') return below;
    return root.shown.endsWith('/') ? root.shown + below : `${root.shown}/${below}`;
  }

  repositoryPath(item: number, path: Uint8Array): Uint8Array {
    const root = this.#root(item);
    const below = path.subarray(root.prefix.length);
    const absolute = Buffer.from(root.absolute, 'utf8');
    const slash = Buffer.from(below.length === 0 || root.absolute.endsWith('/') ? '' : '/');
    return this.#repositoryRoots.split(Buffer.concat([absolute, slash, below]), absolute).relativePath;
  }

  #root(item: number): Root {
    const root = this.#roots[item];
    if (root === undefined) throw new RangeError(`no scanned path has the number ${item}`);
    return root;
  }

  #toRoot(path: string): Root {
    const shown = path === '.' || path === './' ? '' : path.length > 1 ? path.replace(/\/+$/, '') : path;
    const absolute = resolve(path);
    const isFolder = statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false;
    // For a folder: what a file in it is relative to, asked with a name that stands for any.
    const inside = isFolder ? Buffer.from(absolute === '/' ? '/x' : `${absolute}/x`) : Buffer.from(absolute);
    const relative = this.#repositoryRoots.split(inside, Buffer.from(absolute)).relativePath;
    return { shown, absolute, prefix: isFolder ? relative.subarray(0, relative.length - 1) : relative };
  }
}

/** A path that lies below another one (or is given twice) would be scanned and reported twice. */
function withoutRepeats(paths: readonly string[]): string[] {
  const absolutes = paths.map((path) => resolve(path));
  return paths.filter((_, index) => {
    const mine = absolutes[index] ?? '';
    return !absolutes.some(
      (other, at) =>
        (other === mine && at < index) || (other !== mine && mine.startsWith(other === '/' ? '/' : `${other}/`)),
    );
  });
}
