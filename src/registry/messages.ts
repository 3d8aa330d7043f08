/** What people read when the registry could not be used: What, Where, Why, Next. Pure; no secret can be in it. */
import type { LockHolder, RegistryError } from '../errors/registry-error.ts';
import { shellWord } from '../model/shell-word.ts';
import type { Exceptions } from './scan-exceptions.ts';

/** The founding document's symptom, word for word: people search for it. */
export const LOCKED_SYMPTOM = 'Registry is locked by another process';

type Unusable = Extract<Exceptions, { kind: 'unavailable' | 'none' }>;

/** For stderr before the scan, in both modes: the warning, or the loaded registry's remarks; empty or ends with a newline. */
export function openingText(exceptions: Exceptions, isStrict = false): string {
  switch (exceptions.kind) {
    case 'disabled':
    case 'none':
      return '';
    case 'registry':
      return exceptions.notices.map((notice) => `note: ${notice}\n`).join('');
    case 'unavailable':
      return [
        `warning: ${describeError(exceptions.error)}`,
        ...placeLines(exceptions),
        isStrict
          ? '  The scan goes on without exceptions, and will exit 2 (--strict-exceptions).'
          : '  The scan goes on without exceptions; --strict-exceptions makes this an error.',
        '',
      ].join('\n');
  }
}

/** The strict error. `argv` is the command line to run again. */
export function strictErrorText(exceptions: Unusable, argv: readonly string[]): string {
  const error: RegistryError =
    exceptions.kind === 'unavailable' ? exceptions.error : { kind: 'NotFound', path: exceptions.registryPath };
  return [
    `error: ${describeError(error)}`,
    ...placeLines({ ...exceptions, error }),
    '  The findings were reported without exceptions; --strict-exceptions makes this',
    '  exit 2.',
    'Next:',
    ...nextSteps(error, exceptions.lockPath).map((step) => `  ${step}`),
    '  # Re-run scan',
    `  ${shellCommand(['veil', ...argv])}`,
    '',
  ].join('\n');
}

/** How many ids a summary lists; `veil exceptions list` has them all. */
const LISTED_ID_COUNT = 5;

/**
 * For stderr after the scan: entries that are expired, and, where the scan saw all that the registry covers, those that
 * matched nothing. `seenIds`: undefined when the scan saw only a part. Empty or ends with a newline.
 */
export function closingText(exceptions: Exceptions, seenIds: ReadonlySet<string> | undefined): string {
  if (exceptions.kind !== 'registry') return '';
  const expired = exceptions.expired().map(({ id }) => id);
  const unused =
    exceptions.coversRegistry && seenIds !== undefined ? exceptions.unused(seenIds).map(({ id }) => id) : [];
  return (
    listing(expired, ['has expired', 'have expired'], 'expired') +
    listing(unused, ['matched nothing in this scan', 'matched nothing in this scan'], 'unused')
  );
}

function listing(ids: readonly string[], [one, many]: readonly [string, string], status: string): string {
  if (ids.length === 0) return '';
  const head = ids.length === 1 ? `1 exception ${one}` : `${ids.length} exceptions ${many}`;
  const more = ids.length > LISTED_ID_COUNT ? ['  …'] : [];
  const lines = [...ids.slice(0, LISTED_ID_COUNT).map((id) => `  ${showPath(id)}`), ...more];
  return `note: ${head}:\n${lines.join('\n')}\n  veil exceptions list --status ${status}\n`;
}

/** One line: what is wrong, and with which file and line. */
export function describeError(error: RegistryError): string {
  switch (error.kind) {
    case 'NotFound':
      return `there is no registry at ${showPath(error.path)}`;
    case 'ParseError':
      return `${showPath(error.path)}:${error.line}${error.column === undefined ? '' : `:${error.column}`}: ${error.reason}`;
    case 'SerializationError':
      return `${showPath(error.path)} cannot be written: ${error.reason}`;
    case 'VersionMismatch':
      return `${showPath(error.path)}:${error.line}: version ${error.found} is not known; this veil reads version ${error.expected}`;
    case 'PermissionDenied':
      return `permission denied: ${showPath(error.path)}${showCause(error)}`;
    case 'LockBusy':
      return `${LOCKED_SYMPTOM}: ${showPath(error.lockPath)}`;
    case 'Io':
      return `${error.reason}${error.reason.includes(error.path) ? '' : ` (${showPath(error.path)})`}`;
  }
}

function placeLines({
  registryPath,
  lockPath,
  error,
}: {
  registryPath: string;
  lockPath: string;
  error: RegistryError;
}): string[] {
  const lines = [`  registry: ${showPath(registryPath)}`, `  lock:     ${showPath(lockPath)}`];
  return error.kind === 'LockBusy' ? [...lines, ...holderLines(error.holders)] : lines;
}

/** Who holds the lock, a line each. */
export function holderLines(holders: readonly LockHolder[]): string[] {
  if (holders.length === 0) {
    return ['  held by:  unknown (it has just let go, or runs in another container or on another host)'];
  }
  return holders.map(({ pid, command }) => `  held by:  pid ${pid}: ${showPath(command) || 'unknown command'}`);
}

/** What to do about it, a line each; comments begin with #. */
export function nextSteps(error: RegistryError, lockPath: string): string[] {
  switch (error.kind) {
    case 'LockBusy':
      return [
        '# Check for running veil processes',
        'ps aux | grep veil',
        '# Only if no process holds it: remove the stale lock file',
        `rm -f ${shellWord(lockPath)}`,
        '# To wait for the other process instead: --lock-retry 5000',
      ];
    case 'NotFound':
      return [
        '# Check the path that --system-registry names, or make the registry',
        '# by adding its first entry',
        `veil exceptions add ID --reason "…" --system-registry ${shellWord(error.path)}`,
      ];
    case 'ParseError':
    case 'VersionMismatch':
      return [
        '# Put the line right; this says what is wrong with the whole file',
        `veil exceptions doctor --system-registry ${shellWord(error.path)}`,
      ];
    case 'PermissionDenied':
      return ['# Let this user read the registry and its lock', `ls -l ${shellWord(error.path)}`];
    case 'SerializationError':
    case 'Io':
      return ['# See what the system says about that file', `ls -l ${shellWord(error.path)}`];
  }
}

function showCause(error: { code?: string; syscall?: string }): string {
  return error.code === undefined ? '' : ` (${error.code}, ${error.syscall ?? 'unknown'})`;
}

/** A path for people: control and direction-changing characters escaped, so that a name cannot forge a line. */
export function showPath(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** A command line that a POSIX shell reads back as these words. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
