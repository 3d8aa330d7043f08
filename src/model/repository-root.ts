/**
 * The root that a finding's path is relative to: the nearest folder above the file that holds `.git` or `.veil`,
 * else the scanned folder. So a scan from a sub-folder, of a sub-folder, or of a folder of many clones gives the same paths.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT_MARKERS = ['.git', '.veil'] as const;
const SLASH = 0x2f;

/** A file's path, split at its root. All are bytes, `/` between names, no `/` at the end of `root` (except the root folder itself). */
export interface RootedPath {
  readonly root: Buffer;
  readonly relativePath: Buffer;
}

/** The nearest folder at or above `folder` (absolute) that holds `.git` or `.veil`, if there is one. Reads the file system. */
export function findRepositoryRoot(folder: string): string | undefined {
  return nearestWith(folder, ROOT_MARKERS);
}

/** The nearest folder at or above `folder` (absolute) that is the root of a git work tree, as far as names tell. Reads the file system. */
export function findWorkTree(folder: string): string | undefined {
  return nearestWith(folder, ['.git']);
}

function nearestWith(folder: string, markers: readonly string[]): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (markers.some((marker) => existsSync(join(current, marker)))) return current;
    if (dirname(current) === current) return undefined;
  }
}

/**
 * Splits files' paths at their roots. Looks at each folder once, so keep one for a scan; a root that appears or goes
 * while the scan runs may be missed.
 */
export class RepositoryRoots {
  /** Folder (one character a byte, for a Map's key) → its nearest root. */
  readonly #rootOfFolder = new Map<string, string | undefined>();

  /** `filePath` and `scannedFolder` are absolute and normalised; the file lies below the scanned folder, or is one that was named itself. */
  split(filePath: Uint8Array, scannedFolder: Uint8Array): RootedPath {
    const path = Buffer.from(filePath);
    const folder = parentFolder(path.toString('latin1'));
    const found = this.#nearestRoot(folder);
    const root = Buffer.from(found ?? Buffer.from(scannedFolder).toString('latin1'), 'latin1');
    return { root, relativePath: relativeBytes(path, root) };
  }

  #nearestRoot(folder: string): string | undefined {
    if (this.#rootOfFolder.has(folder)) return this.#rootOfFolder.get(folder);
    const parent = parentFolder(folder);
    let root: string | undefined;
    if (holdsMarker(folder)) root = folder;
    else if (parent !== folder) root = this.#nearestRoot(parent);
    this.#rootOfFolder.set(folder, root);
    return root;
  }
}

function holdsMarker(folder: string): boolean {
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return ROOT_MARKERS.some((marker) => existsSync(Buffer.from(prefix + marker, 'latin1')));
}

function parentFolder(path: string): string {
  const end = path.lastIndexOf('/');
  return end <= 0 ? '/' : path.slice(0, end);
}

function relativeBytes(path: Buffer, root: Buffer): Buffer {
  const withSlash = root.at(-1) === SLASH ? root : Buffer.concat([root, Buffer.from('/')]);
  if (path.subarray(0, withSlash.length).equals(withSlash)) return path.subarray(withSlash.length);
  // A file that was named itself and has no root above it: relative to its own folder.
  return path.subarray(path.lastIndexOf(SLASH) + 1);
}
