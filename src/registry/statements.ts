/**
 * The registry's text as statements, each with its line and its place in the text: what the parser needs for messages
 * and the writer for changing one entry without touching the others.
 *
 * The `toml` package says what is valid and what values mean, but keeps no places, and reads 20,000 entries in 1.2 s.
 * So there are two readers with one result: `readPlainStatements` for the form that veil writes and people imitate
 * (one key a line, one-line strings; 20,000 entries in well under 0.1 s), and `readAllStatements` for all of TOML.
 * A differential test holds them together.
 */
export type Statement = EntryHeader | OtherHeader | Pair;

interface Place {
  /** From 1. */
  readonly line: number;
  /** The range of the statement's lines in the text, in UTF-16 units, with the line's end. */
  readonly start: number;
  readonly end: number;
}
/** `[[exceptions]]` */
export interface EntryHeader extends Place {
  readonly kind: 'entry';
}
/** Any other header. */
export interface OtherHeader extends Place {
  readonly kind: 'table';
  readonly name: string;
}
/** `key = value` */
export interface Pair extends Place {
  readonly kind: 'pair';
  /** The first part of a dotted key; `type` is then 'other'. */
  readonly key: string;
  readonly type: 'string' | 'integer' | 'datetime' | 'other';
  /** A string's value, an integer's or a date's text; empty for 'other'. */
  readonly text: string;
}

const ENTRY_HEADER = '[[exceptions]]';
/** What TOML forbids everywhere in the plain form; carriage returns are looked at apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const FORBIDDEN_CHARACTERS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const BARE_KEY = /^[A-Za-z0-9_-]+$/;
const PLAIN_LINE =
  /[ \t]*(?:([A-Za-z0-9_-]+)[ \t]*=[ \t]*(?:"([^"\\\r\n]*(?:\\(?:["\\bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})[^"\\\r\n]*)*)"|'([^'\r\n]*)'|(0|[1-9]\d{0,14}))|(\[\[[ \t]*exceptions[ \t]*\]\]))?[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/y;
const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** A whole entry as veil writes it, or as an older registry has it (its end last). */
export interface UsualEntry extends Place {
  readonly kind: 'usual entry';
  readonly id: string;
  readonly reason: string;
  readonly expiresAt: string | undefined;
  readonly createdAt: string | undefined;
  readonly createdBy: string | undefined;
  readonly owner: string | undefined;
  readonly ticket: string | undefined;
  readonly rule: string | undefined;
  readonly path: string | undefined;
}

const VALUE = '"([^"\\\\\\r\\n]*)"\\n';
const USUAL_ENTRY = new RegExp(
  String.raw`\[\[exceptions\]\]\nid = ${VALUE}reason = ${VALUE}(?:expires_at = ${VALUE})?(?:created_at = ${VALUE})?` +
    `(?:created_by = ${VALUE})?(?:expires_at = ${VALUE})?(?:owner = ${VALUE})?(?:ticket = ${VALUE})?` +
    String.raw`(?:rule = ${VALUE})?(?:path = ${VALUE})?(?=\n|$)`,
  'y',
);

/**
 * The statements of a text, as long as its lines are of the plain form: ends with 'not plain' at the first that is not.
 * What it accepts is TOML, but for keys that stand twice in a table, which the parser refuses. A generator, because a
 * list of 140,000 statements costs more than all the rest.
 *
 * It yields usual entries whole, which halves the time. Answer one with `next(true)` to have it; after any other answer
 * its statements follow one by one, so that only they need to know what can be wrong, and on which line.
 */
export function* readPlainStatements(
  text: string,
): Generator<Statement | UsualEntry, 'end' | 'not plain', boolean | undefined> {
  if (FORBIDDEN_CHARACTERS.test(text) || hasLoneCarriageReturn(text)) return 'not plain';
  let line = 0;
  for (let start = 0; start < text.length; ) {
    line += 1;
    const entry = text.charAt(start) === '[' ? readUsualEntry(text, start, line) : undefined;
    if (entry !== undefined && (yield entry.statement) === true) {
      line += entry.lineCount - 1;
      start = entry.statement.end;
      continue;
    }
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    const statement = readUsualLine(text, start, newline, line) ?? readPlainLine(text, start, end, line);
    if (statement === 'other') return 'not plain';
    if (statement !== 'blank') yield statement;
    start = end;
  }
  return 'end';
}

function readUsualEntry(
  text: string,
  start: number,
  line: number,
): { statement: UsualEntry; lineCount: number } | undefined {
  USUAL_ENTRY.lastIndex = start;
  const match = USUAL_ENTRY.exec(text);
  if (match === null) return undefined;
  const [, id = '', reason = '', expiresFirst, createdAt, createdBy, expiresLast, owner, ticket, rule, path] = match;
  if (expiresFirst !== undefined && expiresLast !== undefined) return undefined;
  let lineCount = 0;
  for (const part of match) lineCount += part === undefined ? 0 : 1;
  const statement: UsualEntry = {
    kind: 'usual entry',
    id,
    reason,
    expiresAt: expiresFirst ?? expiresLast,
    createdAt,
    createdBy,
    owner,
    ticket,
    rule,
    path,
    line,
    start,
    end: USUAL_ENTRY.lastIndex,
  };
  // The match itself stands for the header's line.
  return { statement, lineCount };
}

/** TOML allows a carriage return before a line feed only. */
function hasLoneCarriageReturn(text: string): boolean {
  return text.includes('\r') && /\r(?!\n)/.test(text);
}

/**
 * The few forms that veil itself writes, almost without regular expressions: it is this that makes 20,000 entries
 * quick. Works on the line's own slice, so that no search runs on into the rest of the text.
 */
function readUsualLine(text: string, start: number, newline: number, line: number): Statement | 'blank' | undefined {
  if (newline === -1) return undefined;
  if (newline === start) return 'blank';
  const end = newline + 1;
  const source = text.slice(start, newline);
  if (source === ENTRY_HEADER) return { kind: 'entry', line, start, end };
  const equals = source.indexOf(' = "');
  const valueStart = equals + 4;
  if (equals === -1 || source.indexOf('"', valueStart) !== source.length - 1) return undefined;
  const key = source.slice(0, equals);
  const value = source.slice(valueStart, -1);
  if (value.includes('\\') || !BARE_KEY.test(key)) return undefined;
  return { kind: 'pair', key, type: 'string', text: value, line, start, end };
}

function readPlainLine(text: string, start: number, end: number, line: number): Statement | 'blank' | 'other' {
  PLAIN_LINE.lastIndex = start;
  const match = PLAIN_LINE.exec(text);
  if (match === null) return 'other';
  const [, key, basic, literal, integer, header] = match;
  if (header !== undefined) return { kind: 'entry', line, start, end };
  if (key === undefined) return 'blank';
  const place = { kind: 'pair', key, line, start, end } as const;
  if (integer !== undefined) return { ...place, type: 'integer', text: integer };
  return { ...place, type: 'string', text: literal ?? decodeEscapes(basic ?? '') };
}

/** Decodes the escapes that PLAIN_LINE lets through. */
function decodeEscapes(text: string): string {
  return text.replace(/\\(?:u(.{4})|(.))/g, (_, hex: string | undefined, letter: string) =>
    hex === undefined ? (ESCAPED[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
