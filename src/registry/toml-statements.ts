/** The statements of any TOML text: the `toml` package judges it and gives the values, a small scanner finds the places. */
import toml from 'toml';
import type { Statement } from './statements.ts';

export interface TomlFault {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** The statements in order; ends with what is wrong and where, before the first of them. The text has no byte order mark. */
export function* readAllStatements(text: string): Generator<Statement, 'end' | TomlFault, boolean | undefined> {
  try {
    toml.parse(text);
  } catch (error) {
    return faultOf(error, text);
  }
  yield* splitStatements(text);
  return 'end';
}

const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/;

function faultOf(error: unknown, text: string): TomlFault {
  const { line, column } = placeOf(error);
  const found = text.split('\n')[line - 1] ?? '';
  if (CONFLICT_MARKER.test(found)) return { line, column, reason: 'a merge conflict marker' };
  if (found.includes('\0'))
    return { line, column: found.indexOf('\0') + 1, reason: 'a NUL byte, which TOML does not allow' };
  return { line, column, reason: `not valid TOML: ${reasonOf(error)}` };
}

/** The grammar's errors and those of the package's second pass carry their place in different properties. */
function placeOf(error: unknown): { line: number; column: number } {
  const { location, line, column } = error as {
    location?: { start?: { line?: number; column?: number } };
    line?: number;
    column?: number;
  };
  return { line: location?.start?.line ?? line ?? 1, column: location?.start?.column ?? column ?? 1 };
}

function reasonOf(error: unknown): string {
  const { found, message } = error as { found?: string | null; message?: string };
  if (found === null) return 'unexpected end of the file';
  if (found !== undefined) return `unexpected ${JSON.stringify(found)}`;
  return String(message).replace(/\.$/, '');
}

/** `text` is valid TOML. */
function* splitStatements(text: string): Generator<Statement, void> {
  let line = 1;
  for (let start = 0; start < text.length; ) {
    const first = skipBlanks(text, start);
    const isStatement = first < text.length && !'#\r\n'.includes(text.charAt(first));
    const lastPart = isStatement && text.charAt(first) !== '[' ? endOfValue(text, skipKey(text, first)) : first;
    const end = endOfLine(text, lastPart);
    if (isStatement) yield statementOf(text.slice(start, end), text.slice(first, lastPart), { line, start, end });
    line += countLines(text, start, end);
    start = end;
  }
}

function statementOf(source: string, trimmed: string, place: { line: number; start: number; end: number }): Statement {
  const parsed: Record<string, unknown> = toml.parse(source);
  const key = Object.keys(parsed)[0] ?? '';
  const value = parsed[key];
  if (trimmed === '') {
    if (key === 'exceptions' && Array.isArray(value)) return { kind: 'entry', ...place };
    return { kind: 'table', name: key, ...place };
  }
  const valueText = trimmed.slice(skipBlanks(trimmed, skipKey(trimmed, 0)));
  return { kind: 'pair', key, ...typedText(value, valueText), ...place };
}

function typedText(
  value: unknown,
  source: string,
): { type: 'string' | 'integer' | 'datetime' | 'other'; text: string } {
  if (typeof value === 'string' && /^["']/.test(source)) return { type: 'string', text: value };
  // A date's own text, not the package's Date: it alone tells a date from a date and time.
  if (value instanceof Date || typeof value === 'string') return { type: 'datetime', text: source };
  if (typeof value === 'number' && Number.isInteger(value) && !/[.eE]/.test(source)) {
    return { type: 'integer', text: String(value) };
  }
  return { type: 'other', text: '' };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at += 1;
  return at;
}

/** The offset behind the `=` of a pair that begins at `from`. */
function skipKey(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== '=')
    at = /["']/.test(text.charAt(at)) ? endOfString(text, at) : at + 1;
  return at + 1;
}

/** The offset behind the value, for which nesting is counted and not followed: 500 levels need no stack. */
function endOfValue(text: string, from: number): number {
  let at = skipBlanks(text, from);
  let depth = 0;
  do {
    const character = text.charAt(at);
    if (character === '"' || character === "'") at = endOfString(text, at);
    else if (character === '#' && depth > 0) at = endOfLine(text, at);
    else {
      if (character === '[' || character === '{') depth += 1;
      if (character === ']' || character === '}') depth -= 1;
      at += 1;
    }
    if (depth === 0 && (at >= text.length || /[\r\n#]/.test(text.charAt(at)) || isOnlyBlankUntilEnd(text, at))) break;
  } while (at < text.length);
  return at;
}

function isOnlyBlankUntilEnd(text: string, from: number): boolean {
  const at = skipBlanks(text, from);
  return at >= text.length || /[\r\n#]/.test(text.charAt(at));
}

/** The offset behind the string of any of the four kinds that begins at `from`. */
function endOfString(text: string, from: number): number {
  const quote = text.charAt(from);
  const isMultiLine = text.startsWith(quote.repeat(3), from);
  const closing = isMultiLine ? quote.repeat(3) : quote;
  let at = from + closing.length;
  while (at < text.length && !text.startsWith(closing, at)) at += quote === '"' && text.charAt(at) === '\\' ? 2 : 1;
  at += closing.length;
  // A multi-line string may end with one or two quotes of its own.
  while (isMultiLine && text.charAt(at) === quote) at += 1;
  return at;
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline + 1;
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
