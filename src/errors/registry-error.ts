/** What can go wrong with the exception registry, as a value. The one place where an errno becomes a variant. */
import { constants } from 'node:os';

interface SystemCause {
  /** Positive, as errno(3) has it. */
  readonly errno?: number;
  /** "EACCES". */
  readonly code?: string;
  readonly syscall?: string;
}

/** A process that holds the lock. `command` has control bytes escaped and is cut to a bounded length; empty where it could not be read. */
export interface LockHolder {
  readonly pid: number;
  readonly command: string;
}

/** There is no registry at `path`. */
export interface NotFound extends SystemCause {
  readonly kind: 'NotFound';
  readonly path: string;
}
/** The registry's text is not what the format allows. `line` and `column` count from 1. */
export interface ParseError {
  readonly kind: 'ParseError';
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  /** The key that is wrong, where it is about one. */
  readonly key?: string;
  readonly reason: string;
}
/** An entry cannot be written as TOML that reads back the same. */
export interface SerializationError {
  readonly kind: 'SerializationError';
  readonly path: string;
  readonly reason: string;
}
/** The registry says another `version`. */
export interface VersionMismatch {
  readonly kind: 'VersionMismatch';
  readonly path: string;
  readonly line: number;
  readonly found: string;
  readonly expected: number;
}
/** The world refused: EACCES or EPERM. `path` is the file that was refused. */
export interface PermissionDenied extends SystemCause {
  readonly kind: 'PermissionDenied';
  readonly path: string;
}
/** Another process holds the lock. Nothing was read or changed; trying again later is right. */
export interface LockBusy extends SystemCause {
  readonly kind: 'LockBusy';
  readonly path: string;
  readonly lockPath: string;
  /** Empty where they are unknown: gone already, or in another pid namespace. */
  readonly holders: readonly LockHolder[];
}
/** Every other refusal of the world. */
export interface Io extends SystemCause {
  readonly kind: 'Io';
  readonly path: string;
  readonly reason: string;
  /** The change is in the file all the same; repeating it blindly is wrong. */
  readonly isApplied?: true;
}

export type RegistryError =
  | NotFound
  | ParseError
  | SerializationError
  | VersionMismatch
  | PermissionDenied
  | LockBusy
  | Io;

export type RegistryResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: RegistryError };

export function succeed<T>(value: T): RegistryResult<T> {
  return { ok: true, value };
}

export function fail<T>(error: RegistryError): RegistryResult<T> {
  return { ok: false, error };
}

type SystemKind = 'NotFound' | 'PermissionDenied' | 'LockBusy';

/** Every errno that is not in this table is an Io. By name: the numbers are in a module of node's that a scan has no use for. */
const KIND_OF_CODE: ReadonlyMap<string, SystemKind> = new Map([
  ['ENOENT', 'NotFound'],
  ['EWOULDBLOCK', 'LockBusy'],
  ['EAGAIN', 'LockBusy'],
  ['EACCES', 'PermissionDenied'],
  ['EPERM', 'PermissionDenied'],
]);

/** Where a system error happened. `lockPath` and `holders` are used by LockBusy only. */
export interface ErrorPlace {
  readonly path: string;
  readonly lockPath: string;
  readonly holders?: readonly LockHolder[];
}

/**
 * The variant of an error that node's fs or the native border threw. Anything that is not a system error is our bug
 * and is thrown on.
 */
export function registryErrorFrom(thrown: unknown, place: ErrorPlace): RegistryError {
  if (!isSystemError(thrown)) throw thrown;
  // libuv has errno negative, the native border positive.
  const errno = Math.abs(thrown.errno);
  const path = typeof thrown.path === 'string' ? thrown.path : place.path;
  const code = codeOf(errno, thrown.code);
  const cause: SystemCause = { errno, code, syscall: thrown.syscall ?? 'unknown' };
  const reason = code === thrown.code ? thrown.message : `${code}, ${cause.syscall}`;
  switch (KIND_OF_CODE.get(code)) {
    case 'LockBusy':
      return { kind: 'LockBusy', path: place.path, lockPath: place.lockPath, holders: place.holders ?? [], ...cause };
    case 'PermissionDenied':
      return { kind: 'PermissionDenied', path, ...cause };
    case 'NotFound':
      // Only the registry itself can be "not found"; a folder or a lock file that is gone is the world's refusal.
      if (path === place.path) return { kind: 'NotFound', path, ...cause };
      return { kind: 'Io', path, reason, ...cause };
    case undefined:
      return { kind: 'Io', path, reason, ...cause };
  }
}

/** libuv calls some of them UNKNOWN, EDQUOT (no quota left) among them. */
function codeOf(errno: number, code: string): string {
  if (code !== 'UNKNOWN') return code;
  return Object.entries(constants.errno).find(([, value]) => value === errno)?.[0] ?? code;
}

interface SystemError extends Error {
  readonly errno: number;
  readonly code: string;
  readonly syscall?: string;
  readonly path?: unknown;
}

function isSystemError(thrown: unknown): thrown is SystemError {
  return (
    thrown instanceof Error &&
    typeof (thrown as Partial<SystemError>).errno === 'number' &&
    typeof (thrown as Partial<SystemError>).code === 'string'
  );
}
