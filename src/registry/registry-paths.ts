/** Where the registry is, and where its lock. Reads the file system, changes nothing. */
import { lstatSync, readlinkSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { findRepositoryRoot } from '../model/repository-root.ts';

const REGISTRY_FOLDER = '.veil';
const REGISTRY_NAME = 'exception_registry.toml';
const LOCK_EXTENSION = '.lock';
/** As the kernel's own limit. */
const MAX_SYMLINK_COUNT = 40;

export interface RegistryLocation {
  /** Absolute; the name that people use, even where it is a symbolic link. */
  readonly registryPath: string;
  /** `--system-registry` named it. */
  readonly named: boolean;
}

export interface LocateOptions {
  /** Absolute. */
  readonly startFolder: string;
  /** Absolute folders or files. */
  readonly scannedPaths?: readonly string[];
  /** `--system-registry`, relative to `startFolder`. */
  readonly systemRegistry?: string | undefined;
}

/**
 * The registry for a command that runs in `startFolder`: the named one, else that of the nearest root at or above the
 * folder, so that a sub-folder uses the same one. Where there is no root, that of the root above the first scanned
 * path, else `startFolder`'s own.
 */
export function locateRegistry({ startFolder, scannedPaths = [], systemRegistry }: LocateOptions): RegistryLocation {
  if (systemRegistry !== undefined) return { registryPath: resolve(startFolder, systemRegistry), named: true };
  const scanned = scannedPaths[0];
  const root =
    findRepositoryRoot(startFolder) ?? (scanned === undefined ? undefined : findRepositoryRoot(scanned)) ?? startFolder;
  return { registryPath: join(root, REGISTRY_FOLDER, REGISTRY_NAME), named: false };
}

/** The files of one registry, absolute. `dataPath` is the end of the symbolic links of `registryPath`. */
export interface RegistryFiles {
  readonly registryPath: string;
  readonly dataPath: string;
  readonly lockPath: string;
}

export function filesOf(registryPath: string): RegistryFiles {
  const dataPath = dataPathOf(registryPath);
  return { registryPath, dataPath, lockPath: lockPathOf(dataPath) };
}

/**
 * The file that is read and replaced: the end of the chain where the registry is a symbolic link, else the path itself.
 * A link that leads nowhere is followed too: the file is made there. Errors of the file system end the chain; opening
 * the file will name them.
 */
function dataPathOf(registryPath: string): string {
  let path = registryPath;
  for (let i = 0; i < MAX_SYMLINK_COUNT && isSymlink(path); i += 1) path = resolve(dirname(path), readlinkSync(path));
  return path;
}

/** The data file's name with the extension `.lock`. Two links to one data file share its lock. */
function lockPathOf(dataPath: string): string {
  const extension = extname(dataPath);
  const name = basename(dataPath, extension === LOCK_EXTENSION ? '' : extension);
  return join(dirname(dataPath), name + LOCK_EXTENSION);
}

function isSymlink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
