/** Taking the registry's lock: at once or not at all. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, type LockHolder, type RegistryResult, registryErrorFrom, succeed } from '../errors/registry-error.ts';
import type { NativeLock } from '../native/binding.ts';
import { loadNative } from '../native/load.ts';
import type { RegistryFiles } from './registry-paths.ts';

/** What stands between two writers. */
export interface WriteLock {
  /** Whether the registry existed when the lock was taken. Where it did not, only a save that replaces nothing is safe. */
  readonly hasDataFile: boolean;
  /** Whether nobody else can have got in since it was taken. */
  stillValid(): boolean;
  unlock(): void;
}

/** A reader's lock, or none: see `lockForReading`. */
export interface ReadLock {
  readonly isLocked: boolean;
  unlock(): void;
}

/**
 * The shared lock. With `mayCreate` false the lock file is not made: where there is neither a registry nor a lock
 * file, reading must not leave a file behind.
 * Where the lock file does not exist and cannot be made (a read-only file system, a folder of another user), reading
 * goes on without a lock: a writer replaces the file in one step, so a reader never sees a half of it.
 */
export function lockForReading(files: RegistryFiles, mayCreate: boolean): RegistryResult<ReadLock> {
  const native = loadNative();
  const place = placeOf(files);
  try {
    return succeed(readLock(native.try_lock_shared(files.lockPath, false)));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return fail(registryErrorFrom(error, { ...place, holders: holders(files, error) }));
  }
  if (!mayCreate) return succeed(NO_LOCK);
  try {
    return succeed(readLock(native.try_lock_shared(files.lockPath, true)));
  } catch (error) {
    if (MAY_NOT_WRITE.has(codeOf(error))) return succeed(NO_LOCK);
    return fail(registryErrorFrom(error, { ...place, holders: holders(files, error) }));
  }
}

/** The exclusive lock; makes the registry's folder where it is missing. */
export function lockForWriting(files: RegistryFiles): RegistryResult<WriteLock> {
  const native = loadNative();
  let lock: NativeLock | undefined;
  try {
    mkdirSync(dirname(files.lockPath), { recursive: true });
    lock = native.try_lock_exclusive(files.lockPath);
    const guard = lockDataFile(files.dataPath);
    return succeed(writeLock(lock, guard));
  } catch (error) {
    lock?.unlock();
    return fail(registryErrorFrom(error, { ...placeOf(files), holders: holders(files, error) }));
  }
}

/** The processes that hold the lock now, as far as /proc tells. For messages. */
export function findLockHolders(lockPath: string): readonly LockHolder[] {
  return loadNative().lock_holders(lockPath);
}

const MAY_NOT_WRITE: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM']);
const NO_LOCK: ReadLock = { isLocked: false, unlock: () => {} };

/**
 * A second lock, on the data file itself, and with it the last word on whether a writer is alone. People delete lock
 * files; between a writer's last check of its lock and its rename another could then lock a new lock file, read the old
 * registry and lose the first one's change. That one cannot also lock the data file, which the first one holds until
 * its rename is done. Only writers take it. A registry that does not exist yet needs none: it is published without
 * replacing anything (replace-file.ts).
 * As long as the data file's name leads to the locked file, a writer may go on even if its lock file is gone: else a
 * process that deletes lock files in a loop could keep everybody from ever saving.
 */
function lockDataFile(dataPath: string): NativeLock | undefined {
  try {
    return loadNative().try_lock_exclusive(dataPath, false);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function readLock(lock: NativeLock): ReadLock {
  return { isLocked: true, unlock: () => lock.unlock() };
}

function writeLock(lock: NativeLock, guard: NativeLock | undefined): WriteLock {
  return {
    hasDataFile: guard !== undefined,
    stillValid: () => (guard ?? lock).stillValid(),
    unlock: () => {
      guard?.unlock();
      lock.unlock();
    },
  };
}

function placeOf(files: RegistryFiles): { path: string; lockPath: string } {
  return { path: files.registryPath, lockPath: files.lockPath };
}

function holders(files: RegistryFiles, error: unknown): readonly LockHolder[] {
  if (codeOf(error) !== 'EAGAIN') return [];
  const found = findLockHolders(files.lockPath);
  // After the lock file was deleted, the other writer is known by its lock on the data file.
  return found.length > 0 ? found : findLockHolders(files.dataPath);
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}
