/** Trying again while the lock is busy, for a bounded time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistryResult } from '../errors/registry-error.ts';
import { clockMs } from '../model/clock.ts';

/** The longest that `--lock-retry` waits. */
export const LOCK_RETRY_CAP_MS = 60_000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;

/**
 * Runs `attempt` until it answers anything but LockBusy, or `retryMs` (at most the cap) have passed; then answers the
 * last result. 0 means one attempt. The pauses grow and are random, so that many waiters do not come back together.
 */
export async function retryWhileBusy<T>(retryMs: number, attempt: () => RegistryResult<T>): Promise<RegistryResult<T>> {
  const deadlineMs = clockMs() + Math.min(retryMs, LOCK_RETRY_CAP_MS);
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const result = attempt();
    const remainingMs = deadlineMs - clockMs();
    if (result.ok || result.error.kind !== 'LockBusy' || remainingMs <= 0) return result;
    await sleep(Math.min(remainingMs, pauseMs * (0.5 + Math.random())));
  }
}
