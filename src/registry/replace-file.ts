/** Replacing a file in one step, so that a reader, a crash or a kill finds the old bytes or the new ones, never a part. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const TEMP_SUFFIX = '.veil-tmp';

export interface ReplaceOptions {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Refuse to replace a file. */
  readonly mustBeNew: boolean;
  /** Asked just before the new bytes get their name; false leaves the old file as it is. */
  readonly mayPublish: () => boolean;
}

/**
 * 'replaced': the new bytes are there, and durable unless `folderSyncError` says otherwise.
 * 'refused': `mayPublish` said no, the file must be new and is there, or another writer swept the temp file away.
 */
export type ReplaceOutcome =
  | { readonly kind: 'replaced'; readonly folderSyncError?: unknown }
  | { readonly kind: 'refused' };

/**
 * Temp file beside `path` with the old file's mode, write, fsync, rename, fsync of the folder. Sweeps temp files that
 * killed writers left, so only the holder of the exclusive lock may call it. Throws node's system errors; the old file
 * is untouched then and the temp file is gone.
 */
export function replaceFile({ path, bytes, mustBeNew, mayPublish }: ReplaceOptions): ReplaceOutcome {
  sweepTempFiles(path);
  const old = statSync(path, { throwIfNoEntry: false });
  const tempPath = join(
    dirname(path),
    `.${basename(path)}.${process.pid}-${randomBytes(6).toString('hex')}${TEMP_SUFFIX}`,
  );
  let isPublished = false;
  try {
    writeTempFile(tempPath, bytes, old);
    if (!mayPublish()) return { kind: 'refused' };
    isPublished = mustBeNew ? publishNew(tempPath, path) : publishOver(tempPath, path);
  } finally {
    if (!isPublished) removeQuietly(tempPath);
  }
  return isPublished ? syncFolder(dirname(path)) : { kind: 'refused' };
}

function writeTempFile(path: string, bytes: Uint8Array, old: Stats | undefined): void {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const fd = openSync(path, flags, old === undefined ? 0o666 : 0o600);
  try {
    if (old !== undefined) copyOwnerAndMode(fd, old);
    for (let offset = 0; offset < bytes.length; ) {
      // At an explicit offset: a short write goes on where it stopped.
      offset += writeSync(fd, bytes, offset, bytes.length - offset, offset);
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function copyOwnerAndMode(fd: number, old: Stats): void {
  // Root must not take a registry away from its owner. Where an owner cannot be given (a user namespace), the mode counts.
  if (process.getuid?.() === 0 && old.uid !== 0) {
    try {
      fchownSync(fd, old.uid, old.gid);
    } catch {}
  }
  fchmodSync(fd, old.mode & 0o7777);
}

function publishOver(tempPath: string, path: string): boolean {
  try {
    renameSync(tempPath, path);
  } catch (error) {
    if (wasSwept(error, tempPath)) return false;
    throw error;
  }
  return true;
}

/** Another writer swept the temp file away: the lock file was deleted under us, and the lock is that writer's now. */
function wasSwept(error: unknown, tempPath: string): boolean {
  return (error as { code?: unknown }).code === 'ENOENT' && !existsSync(tempPath);
}

const NO_HARD_LINKS: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Gives the name only if nobody has it: two first writers, whose lock file was deleted, must not overwrite each other. */
function publishNew(tempPath: string, path: string): boolean {
  try {
    linkSync(tempPath, path);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'EEXIST' || wasSwept(error, tempPath)) return false;
    if (!NO_HARD_LINKS.has(code)) throw error;
    return publishOver(tempPath, path);
  }
  removeQuietly(tempPath);
  return true;
}

function syncFolder(folder: string): ReplaceOutcome {
  try {
    const fd = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    return { kind: 'replaced' };
  } catch (error) {
    // Some network file systems have no fsync for folders, and are no less durable for it.
    if ((error as { code?: unknown }).code === 'EINVAL') return { kind: 'replaced' };
    return { kind: 'replaced', folderSyncError: error };
  }
}

function sweepTempFiles(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    if (isTempFileOf(basename(path), name)) removeQuietly(join(dirname(path), name));
  }
}

/** Whether `name` is that of a temp file for the file called `fileName`. */
export function isTempFileOf(fileName: string, name: string): boolean {
  return name.startsWith(`.${fileName}.`) && name.endsWith(TEMP_SUFFIX);
}

/** For files that are only in the way: what stays now is swept at the next save. */
function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {}
}
