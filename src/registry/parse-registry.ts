/** Bytes → entries. Strict: what is not understood is an error with its line, never an exception that never expires. */
import { isUtf8 } from 'node:buffer';
import {
  fail,
  type ParseError,
  type RegistryError,
  type RegistryResult,
  succeed,
  type VersionMismatch,
} from '../errors/registry-error.ts';
import { ENTRY_KEYS, type EntryKey, type ExceptionEntry, FORMAT_VERSION, isReadableId } from './entry.ts';
import { type Pair, readPlainStatements, type Statement, type UsualEntry } from './statements.ts';
import { parseTimestamp, type Timestamp } from './timestamps.ts';
import { readAllStatements, type TomlFault } from './toml-statements.ts';

/** An entry and where it stands: `[start, end)` goes from its header's line to the end of its last statement's line. */
export interface PlacedEntry {
  readonly entry: ExceptionEntry;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface ParsedRegistry {
  /** Without the byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  readonly hasVersion: boolean;
  /** By id, in the order of the text. */
  readonly entries: ReadonlyMap<string, PlacedEntry>;
}

type Fault = ParseError | VersionMismatch;

/** Parses the bytes of the registry at `path` (for messages only). Errors: ParseError, VersionMismatch. */
export function parseRegistry(bytes: Uint8Array, path: string): RegistryResult<ParsedRegistry> {
  if (!isUtf8(bytes)) {
    return fail({ kind: 'ParseError', path, line: lineOfBadUtf8(bytes), reason: 'bytes that are not UTF-8' });
  }
  const { text, hasByteOrderMark } = decode(bytes);
  const plain = collect(readPlainStatements(text), path);
  const collector = plain === 'not plain' ? collect(readAllStatements(text), path) : plain;
  if (collector === 'not plain') throw new Error('the reader of all TOML took a text for not plain');
  if (!(collector instanceof Collector)) return fail(collector);
  return succeed({ text, hasByteOrderMark, hasVersion: collector.hasVersion, entries: collector.entries });
}

/** How many faults `findFaults` looks for. */
const MAX_FAULT_COUNT = 100;

/** All that is wrong with the bytes, in the order of lines; of text that is no TOML, the first fault only. */
export function findFaults(bytes: Uint8Array, path: string): readonly RegistryError[] {
  const first = parseRegistry(bytes, path);
  if (first.ok) return [];
  const { text } = decode(bytes);
  const faults: Fault[] = [];
  const plain = collect(readPlainStatements(text), path, faults);
  if (plain === 'not plain') {
    faults.length = 0;
    collect(readAllStatements(text), path, faults);
  }
  return faults.length > 0 ? faults : [first.error];
}

function decode(bytes: Uint8Array): { text: string; hasByteOrderMark: boolean } {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const hasByteOrderMark = whole.startsWith('\ufeff');
  return { text: hasByteOrderMark ? whole.slice(1) : whole, hasByteOrderMark };
}

/** With `faults`, goes on after a fault and collects them there. */
function collect(
  statements: Generator<Statement | UsualEntry, 'end' | 'not plain' | TomlFault, boolean | undefined>,
  path: string,
  faults?: Fault[],
): Collector | Fault | 'not plain' {
  const collector = new Collector(path);
  let step = statements.next();
  while (step.done !== true) {
    const statement = step.value;
    // A whole entry ends the one before it, as its header would.
    const fault = statement.kind === 'usual entry' ? collector.finish() : collector.take(statement);
    if (fault !== undefined && (faults === undefined || faults.push(fault) === MAX_FAULT_COUNT)) return fault;
    step = statements.next(statement.kind === 'usual entry' ? collector.takeWhole(statement) : undefined);
  }
  if (step.value === 'end') {
    const fault = collector.finish();
    if (fault !== undefined) faults?.push(fault);
    return fault ?? collector;
  }
  if (step.value === 'not plain') return 'not plain';
  return { kind: 'ParseError', path, ...step.value };
}

type Fields = { -readonly [Key in keyof ExceptionEntry]-?: ExceptionEntry[Key] | undefined };
type TextField = Exclude<keyof Fields, 'expiresAt' | 'createdAt'>;

/** All properties at once: objects of one shape are quick to make and to fill. */
function noFields(): Fields {
  return {
    id: undefined,
    reason: undefined,
    expiresAt: undefined,
    createdAt: undefined,
    createdBy: undefined,
    owner: undefined,
    ticket: undefined,
    rule: undefined,
    path: undefined,
  };
}

interface OpenEntry {
  readonly fields: Fields;
  readonly line: number;
  readonly start: number;
  end: number;
  /** What is wrong with it was said already. */
  isFaulty: boolean;
}

/** Builds the entries, statement by statement. Each method answers what is wrong, or nothing. */
class Collector {
  readonly entries = new Map<string, PlacedEntry>();
  hasVersion = false;
  readonly #path: string;
  readonly #times = new Map<string, Timestamp>();
  #open: OpenEntry | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  take(statement: Statement): Fault | undefined {
    switch (statement.kind) {
      case 'table':
        return this.#fault(
          statement.line,
          `unknown table "${statement.name}": entries begin with [[exceptions]]`,
          statement.name,
        );
      case 'entry': {
        const fault = this.finish();
        this.#open = {
          fields: noFields(),
          line: statement.line,
          start: statement.start,
          end: statement.end,
          isFaulty: false,
        };
        return fault;
      }
      case 'pair':
        if (this.#open === undefined) return this.#takeVersion(statement);
        return this.#takePair(this.#open, statement);
    }
  }

  /** Takes an entry with which nothing is wrong; false when something is. The one before it must be finished. */
  takeWhole(usual: UsualEntry): boolean {
    const { id, reason, line, start, end } = usual;
    if (!isReadableId(id) || reason.trim() === '' || this.entries.has(id)) return false;
    const expiresAt = usual.expiresAt === undefined ? undefined : this.#timeOf(usual.expiresAt);
    const createdAt = usual.createdAt === undefined ? undefined : this.#timeOf(usual.createdAt);
    if (usual.expiresAt !== undefined && expiresAt === undefined) return false;
    if (usual.createdAt !== undefined && createdAt === undefined) return false;
    const { createdBy, owner, ticket, rule, path } = usual;
    const entry: ExceptionEntry = { id, reason, expiresAt, createdAt, createdBy, owner, ticket, rule, path };
    this.entries.set(id, { entry, line, start, end });
    return true;
  }

  /** Closes the open entry. Call it after the last statement. */
  finish(): Fault | undefined {
    if (this.#open === undefined) return undefined;
    const { fields, line, start, end, isFaulty } = this.#open;
    this.#open = undefined;
    if (isFaulty) return undefined;
    const { id, reason } = fields;
    if (id === undefined) return this.#fault(line, 'the entry has no "id"', 'id');
    if (reason === undefined) return this.#fault(line, `the entry ${id} has no "reason"`, 'reason');
    const twin = this.entries.get(id);
    if (twin !== undefined) {
      return this.#fault(line, `the id ${id} is already used by the entry on line ${twin.line}`, 'id');
    }
    this.entries.set(id, { entry: fields as ExceptionEntry, line, start, end });
    return undefined;
  }

  #takePair(open: OpenEntry, pair: Pair): Fault | undefined {
    open.end = pair.end;
    const fault = this.#takeField(open.fields, pair);
    open.isFaulty ||= fault !== undefined;
    return fault;
  }

  #takeVersion(pair: Pair): Fault | undefined {
    if (pair.key !== 'version') {
      return this.#fault(
        pair.line,
        `unknown key ${JSON.stringify(pair.key)}: before the first [[exceptions]] there is only "version"`,
        pair.key,
      );
    }
    if (this.hasVersion) return this.#fault(pair.line, 'the key "version" stands twice', 'version');
    this.hasVersion = true;
    if (pair.type === 'integer' && pair.text === String(FORMAT_VERSION)) return undefined;
    const found = pair.type === 'string' ? JSON.stringify(pair.text) : pair.text || 'of another type';
    return { kind: 'VersionMismatch', path: this.#path, line: pair.line, found, expected: FORMAT_VERSION };
  }

  #takeField(fields: Fields, pair: Pair): Fault | undefined {
    switch (pair.key as EntryKey) {
      case 'id':
        if (pair.type === 'string' && !isReadableId(pair.text)) {
          return this.#fault(pair.line, `${JSON.stringify(pair.text)} is not an id`, pair.key);
        }
        return this.#takeText(fields, 'id', pair);
      case 'reason':
        return this.#takeText(fields, 'reason', pair);
      case 'expires_at':
        return this.#takeTime(fields, 'expiresAt', pair);
      case 'created_at':
        return this.#takeTime(fields, 'createdAt', pair);
      case 'created_by':
        return this.#takeText(fields, 'createdBy', pair);
      case 'owner':
      case 'ticket':
      case 'rule':
      case 'path':
        return this.#takeText(fields, pair.key as TextField, pair);
      default:
        return this.#fault(
          pair.line,
          `unknown key ${JSON.stringify(pair.key)}; an entry has ${ENTRY_KEYS.join(', ')}`,
          pair.key,
        );
    }
  }

  #takeText(fields: Fields, name: TextField, pair: Pair): Fault | undefined {
    if (fields[name] !== undefined)
      return this.#fault(pair.line, `the key "${pair.key}" stands twice in this entry`, pair.key);
    if (pair.type !== 'string') return this.#fault(pair.line, `"${pair.key}" must be a string`, pair.key);
    if (pair.text.trim() === '' && (name === 'id' || name === 'reason')) {
      return this.#fault(pair.line, `"${pair.key}" is empty`, pair.key);
    }
    fields[name] = pair.text;
    return undefined;
  }

  #takeTime(fields: Fields, name: 'expiresAt' | 'createdAt', pair: Pair): Fault | undefined {
    if (fields[name] !== undefined)
      return this.#fault(pair.line, `the key "${pair.key}" stands twice in this entry`, pair.key);
    const time: Timestamp | undefined =
      pair.type === 'string' || pair.type === 'datetime' ? this.#timeOf(pair.text) : undefined;
    if (time === undefined) {
      return this.#fault(
        pair.line,
        `"${pair.key}" must be a date (2027-01-31) or a date and time with an offset (2027-01-31T00:00:00Z)`,
        pair.key,
      );
    }
    fields[name] = time;
    return undefined;
  }

  /** Equal texts share one time: in a large registry many entries were made or end on the same day. */
  #timeOf(text: string): Timestamp | undefined {
    const known = this.#times.get(text);
    if (known !== undefined) return known;
    const time = parseTimestamp(text);
    if (time !== undefined) this.#times.set(text, time);
    return time;
  }

  #fault(line: number, reason: string, key: string): ParseError {
    return { kind: 'ParseError', path: this.#path, line, key, reason };
  }
}

function lineOfBadUtf8(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end;
  }
  return line;
}
