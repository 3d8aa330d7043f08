/** Looking at a registry's lock, and holding it on purpose. */
import { type LockHolder, type RegistryResult, succeed } from '../errors/registry-error.ts';
import { findLockHolders, lockForReading, lockForWriting } from './registry-lock.ts';
import { filesOf } from './registry-paths.ts';

export interface LockStatus {
  readonly registry: string;
  readonly lockPath: string;
  /** 'shared': readers are at work, a writer would find it busy. 'exclusive': so would everybody. */
  readonly state: 'free' | 'shared' | 'exclusive';
  /** Empty where they are unknown. */
  readonly holders: readonly LockHolder[];
}

/**
 * Tries the shared lock, which disturbs no reader, and asks /proc who else has it. A shared lock whose holder cannot be
 * seen (another pid namespace) passes for free. Errors: those of the lock but LockBusy. Makes no file.
 */
export function inspectLock(registryPath: string): RegistryResult<LockStatus> {
  const files = filesOf(registryPath);
  const place = { registry: files.registryPath, lockPath: files.lockPath };
  const lock = lockForReading(files, false);
  if (!lock.ok && lock.error.kind === 'LockBusy') {
    return succeed({ ...place, state: 'exclusive', holders: lock.error.holders });
  }
  if (!lock.ok) return lock;
  lock.value.unlock();
  const holders = findLockHolders(files.lockPath).filter(({ pid }) => pid !== process.pid);
  return succeed({ ...place, state: holders.length > 0 ? 'shared' : 'free', holders });
}

/** Takes the lock as a scan ('shared') or a change ('exclusive') does; makes the lock file. Errors: those of the lock. */
export function takeLock(
  registryPath: string,
  mode: 'shared' | 'exclusive',
): RegistryResult<{ readonly path: string; unlock(): void }> {
  const files = filesOf(registryPath);
  const lock = mode === 'exclusive' ? lockForWriting(files) : lockForReading(files, true);
  return lock.ok ? succeed({ path: files.lockPath, unlock: () => lock.value.unlock() }) : lock;
}
