/**
 * The exception registry as a value: load it, ask it, change it, save it. `Registry.update` is the way to change it;
 * load, then save, loses one of two concurrent edits.
 */
import { existsSync } from 'node:fs';
import { fail, type RegistryError, type RegistryResult, registryErrorFrom, succeed } from '../errors/registry-error.ts';
import { editRegistry, isSameEntry } from './edit-registry.ts';
import { compareIds, type ExceptionEntry } from './entry.ts';
import { type ParsedRegistry, parseRegistry } from './parse-registry.ts';
import { readRegularFile } from './read-file.ts';
import { findLockHolders, lockForReading, lockForWriting, type WriteLock } from './registry-lock.ts';
import { filesOf, type RegistryFiles } from './registry-paths.ts';
import { type ReplaceOutcome, replaceFile } from './replace-file.ts';

export type ExceptionStatus = 'active' | 'expired' | 'not excepted';

/** Whether a save changed the file; 'unchanged' wrote nothing. */
export type SaveOutcome = 'written' | 'unchanged';

const EMPTY: ParsedRegistry = { text: '', hasByteOrderMark: false, hasVersion: false, entries: new Map() };

/** One registry in memory. Not shared between threads. */
export class Registry {
  readonly path: string;
  readonly lockPath: string;
  /** False when it was read without a lock, because the lock file could not be made. */
  readonly wasLocked: boolean;
  readonly #files: RegistryFiles;
  /** A copy with the changes, made at the first of them: copying 20,000 entries for a scan that only asks would be waste. */
  #changed: Map<string, ExceptionEntry> | undefined;
  #parsed: ParsedRegistry;

  private constructor(files: RegistryFiles, parsed: ParsedRegistry, wasLocked: boolean) {
    this.path = files.registryPath;
    this.lockPath = files.lockPath;
    this.wasLocked = wasLocked;
    this.#files = files;
    this.#parsed = parsed;
  }

  /**
   * Reads the registry under the shared lock and lets go. Errors: NotFound, ParseError, VersionMismatch,
   * PermissionDenied, LockBusy, Io. Where neither registry nor lock file exist, nothing is made.
   */
  static load(path: string): RegistryResult<Registry> {
    const files = filesOf(path);
    const lock = lockForReading(files, existsSync(files.dataPath));
    if (!lock.ok) return lock;
    try {
      return Registry.#read(files, lock.value.isLocked);
    } finally {
      lock.value.unlock();
    }
  }

  /** A registry without entries that `save` makes at `path`. */
  static empty(path: string): Registry {
    return new Registry(filesOf(path), EMPTY, false);
  }

  /**
   * Holds the exclusive lock over load → `change` → save. A registry that does not exist yet is empty. Nothing is
   * written when `change` throws (its error comes through) or changes nothing.
   * Errors: those of `load` but NotFound, and SerializationError.
   */
  static update<T>(
    path: string,
    change: (registry: Registry) => T,
  ): RegistryResult<{ readonly value: T; readonly outcome: SaveOutcome }> {
    const files = filesOf(path);
    const lock = lockForWriting(files);
    if (!lock.ok) return lock;
    try {
      const loaded = Registry.#read(files, true);
      if (!loaded.ok && loaded.error.kind !== 'NotFound') return loaded;
      const registry = loaded.ok ? loaded.value : new Registry(files, EMPTY, true);
      const value = change(registry);
      const saved = registry.#saveLocked(lock.value);
      return saved.ok ? succeed({ value, outcome: saved.value }) : saved;
    } finally {
      lock.value.unlock();
    }
  }

  /**
   * Replaces the file by this registry, under the exclusive lock. What another process changed since the load is lost:
   * use `update`. Errors: SerializationError, PermissionDenied, LockBusy, Io.
   */
  save(): RegistryResult<SaveOutcome> {
    const lock = lockForWriting(this.#files);
    if (!lock.ok) return lock;
    try {
      return this.#saveLocked(lock.value);
    } finally {
      lock.value.unlock();
    }
  }

  get size(): number {
    return (this.#changed ?? this.#parsed.entries).size;
  }

  /** Those that `isWanted` (default: all), sorted by id. */
  entries(isWanted: (entry: ExceptionEntry) => boolean = () => true): ExceptionEntry[] {
    const wanted: ExceptionEntry[] = [];
    // Chosen before they are sorted: a scan asks for the few that have expired of the many that there are.
    if (this.#changed === undefined) {
      for (const { entry } of this.#parsed.entries.values()) if (isWanted(entry)) wanted.push(entry);
    } else {
      for (const entry of this.#changed.values()) if (isWanted(entry)) wanted.push(entry);
    }
    return wanted.sort(compareIds);
  }

  get(id: string): ExceptionEntry | undefined {
    return this.#changed === undefined ? this.#parsed.entries.get(id)?.entry : this.#changed.get(id);
  }

  status(id: string, now: Date): ExceptionStatus {
    const entry = this.get(id);
    return entry === undefined ? 'not excepted' : statusOf(entry, now);
  }

  /** Adds the entry, or replaces the one with its id. */
  put(entry: ExceptionEntry): void {
    this.#toChange().set(entry.id, entry);
  }

  /** Answers whether it was there. */
  remove(id: string): boolean {
    return this.#toChange().delete(id);
  }

  static #read(files: RegistryFiles, isLocked: boolean): RegistryResult<Registry> {
    let bytes: Buffer;
    try {
      bytes = readRegularFile(files.dataPath);
    } catch (error) {
      return fail(registryErrorFrom(error, { path: files.dataPath, lockPath: files.lockPath }));
    }
    const parsed = parseRegistry(bytes, files.registryPath);
    return parsed.ok ? succeed(new Registry(files, parsed.value, isLocked)) : parsed;
  }

  #saveLocked(lock: WriteLock): RegistryResult<SaveOutcome> {
    const rendered = this.#render();
    if (!rendered.ok) return rendered;
    if (rendered.value === undefined) return succeed('unchanged');
    const replaced = publish(this.#files, rendered.value.bytes, lock);
    if (!replaced.ok) return replaced;
    this.#parsed = rendered.value.parsed;
    this.#changed = undefined;
    return succeed('written');
  }

  /** The new bytes, read back and compared; nothing when they would be the same as those that were loaded. */
  #render(): RegistryResult<{ bytes: Buffer; parsed: ParsedRegistry } | undefined> {
    if (this.#changed === undefined) return succeed(undefined);
    const text = editRegistry(this.#parsed, this.#changed);
    if (text === this.#parsed.text) return succeed(undefined);
    const bytes = Buffer.from((this.#parsed.hasByteOrderMark ? '\ufeff' : '') + text, 'utf8');
    const parsed = parseRegistry(bytes, this.path);
    if (!parsed.ok) return this.#unwritable(`it would not read back: ${describeFault(parsed.error)}`);
    const difference = differenceOf(this.#changed, parsed.value);
    return difference === undefined ? succeed({ bytes, parsed: parsed.value }) : this.#unwritable(difference);
  }

  #unwritable(reason: string): RegistryResult<never> {
    return fail({ kind: 'SerializationError', path: this.path, reason });
  }

  #toChange(): Map<string, ExceptionEntry> {
    this.#changed ??= entriesOf(this.#parsed);
    return this.#changed;
  }
}

function entriesOf(parsed: ParsedRegistry): Map<string, ExceptionEntry> {
  const entries = new Map<string, ExceptionEntry>();
  for (const [id, { entry }] of parsed.entries) entries.set(id, entry);
  return entries;
}

/** What would read back otherwise than it was put, if anything. */
function differenceOf(put: ReadonlyMap<string, ExceptionEntry>, parsed: ParsedRegistry): string | undefined {
  if (parsed.entries.size !== put.size) return 'it would not have the same entries';
  for (const [id, entry] of put) {
    const written = parsed.entries.get(id)?.entry;
    if (written === undefined || !isSameEntry(entry, written)) return `the entry ${id} would not read back the same`;
  }
  return undefined;
}

/** Expired from the millisecond on that its `expires_at` names. */
export function statusOf(entry: ExceptionEntry, now: Date): 'active' | 'expired' {
  return entry.expiresAt !== undefined && now.getTime() >= entry.expiresAt.atMs ? 'expired' : 'active';
}

function describeFault(error: RegistryError): string {
  return error.kind === 'ParseError' ? `line ${error.line}, ${error.reason}` : error.kind;
}

/** Puts the new bytes in the registry's place. */
function publish(files: RegistryFiles, bytes: Uint8Array, lock: WriteLock): RegistryResult<true> {
  const place = { path: files.dataPath, lockPath: files.lockPath };
  let outcome: ReplaceOutcome;
  try {
    outcome = replaceFile({
      path: files.dataPath,
      bytes,
      mustBeNew: !lock.hasDataFile,
      mayPublish: () => lock.stillValid(),
    });
  } catch (error) {
    // Whoever got in after the lock file was deleted may have swept our temp file away.
    return lock.stillValid() ? fail(registryErrorFrom(error, place)) : fail(lostLock(files));
  }
  if (outcome.kind === 'refused') return fail(lostLock(files));
  if (outcome.folderSyncError === undefined) return succeed(true);
  const error = registryErrorFrom(outcome.folderSyncError, place);
  const cause = 'reason' in error ? error.reason : error.kind;
  const reason = `the new registry is in place, but may not survive a power failure: the folder could not be synced (${cause}); look before you repeat the command`;
  return fail({ ...error, kind: 'Io', reason, path: files.dataPath, isApplied: true });
}

/** The lock file, or the registry itself, was deleted or replaced meanwhile: another process may be at work. */
function lostLock(files: RegistryFiles): RegistryError {
  return {
    kind: 'LockBusy',
    path: files.registryPath,
    lockPath: files.lockPath,
    holders: findLockHolders(files.lockPath),
  };
}
