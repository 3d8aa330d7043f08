/**
 * What a scan sees of the registry: the types. `openExceptions` (open-exceptions.ts) answers one, the scan asks it for
 * each finding, and `scanEffect` (scan-effect.ts) says at the end what the exit status becomes.
 */
import type { RegistryError } from '../errors/registry-error.ts';

export interface OpenExceptionsOptions {
  /** Absolute. The registry is looked for upward from here; only where no root is above it, from `scannedPaths[0]`. */
  readonly startFolder: string;
  /** Absolute. May be empty (stdin). */
  readonly scannedPaths: readonly string[];
  /** `--system-registry`, as typed; relative to `startFolder`. */
  readonly systemRegistry?: string;
  /** `--no-exceptions`. */
  readonly disabled: boolean;
  /** `--lock-retry`: 0 fails at once; more waits with jitter at most that long (and at most LOCK_RETRY_CAP_MS). */
  readonly lockRetryMs: number;
  /** The scan's one clock reading: an exception's status is judged at this time. */
  readonly now: Date;
}

/** What the registry says about one finding. No status at all (undefined) means: not excepted, the finding counts. */
export interface FindingException {
  /** 'active': the finding does not count. 'expired': it counts again, marked "exception expired". */
  readonly status: 'active' | 'expired';
  readonly id: string;
  readonly reason: string;
  /** RFC 3339 in UTC; absent when it never expires. */
  readonly expiresAt?: string;
  readonly owner?: string;
  readonly ticket?: string;
}

/** An entry, as the scan's summary lists it. */
export interface ListedException {
  readonly id: string;
  readonly reason: string;
  readonly expiresAt?: string;
}

export type Exceptions =
  /** `--no-exceptions`. */
  | { readonly kind: 'disabled' }
  /** No registry file. */
  | ({ readonly kind: 'none' } & RegistryPlace)
  /** It is there and could not be used: the scan goes on without it. */
  | ({ readonly kind: 'unavailable'; readonly error: RegistryError } & RegistryPlace)
  | LoadedExceptions;

export interface RegistryPlace {
  readonly registryPath: string;
  readonly lockPath: string;
  /** `--system-registry` named it. */
  readonly named: boolean;
  /** What `veil exceptions` must be given as `--system-registry` to mean this registry; absent when it finds it by itself. */
  readonly option?: string;
}

export interface LoadedExceptions extends RegistryPlace {
  readonly kind: 'registry';
  readonly entryCount: number;
  /** The scan sees all that the registry is for: its root is scanned as a whole, or the registry was named for this scan. */
  readonly coversRegistry: boolean;
  /** Remarks for stderr, one line each, e.g. that it was read without a lock on a read-only file system. */
  readonly notices: readonly string[];
  /** Never throws; a Map look-up. */
  statusOf(findingId: string): FindingException | undefined;
  /** Entries that are expired at the scan's time, sorted by id. */
  expired(): readonly ListedException[];
  /** Entries whose id is not in `seenIds`, sorted by id. Only of use with `coversRegistry`. */
  unused(seenIds: ReadonlySet<string>): readonly ListedException[];
}
