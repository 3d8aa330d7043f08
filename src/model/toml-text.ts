/** TOML from text. An error has its line, and says what to write instead where it sees a common mistake. */
import toml from 'toml';

export class TomlTextError extends Error {
  /** From 1. */
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** @throws TomlTextError */
export function parseToml(text: string): Record<string, unknown> {
  try {
    return toml.parse(text) as Record<string, unknown>;
  } catch (error) {
    const { location, line, column, found, message } = error as ParserError;
    const at = location?.start ?? { line: line ?? 1, offset: offsetOf(text, line ?? 1, column ?? 1) };
    const reason = found === undefined ? message : `unexpected ${nameOf(found)}`;
    const advice = adviceAt(text, at.offset, found);
    throw new TomlTextError(`not valid TOML: ${reason}${advice === undefined ? '' : `; ${advice}`}`, at.line);
  }
}

/** The grammar's errors and those of the package's second pass carry their place in different properties. */
interface ParserError {
  readonly location?: { readonly start?: { readonly line: number; readonly offset: number } };
  readonly line?: number;
  readonly column?: number;
  readonly found?: string | null;
  readonly message: string;
}

function offsetOf(text: string, line: number, column: number): number {
  const linesBefore = text.split('\n').slice(0, line - 1);
  return linesBefore.reduce((sum, { length }) => sum + length + 1, column - 1);
}

function nameOf(found: string | null): string {
  if (found === null) return 'end of the file';
  return found === '\n' || found === '\r' ? 'end of the line' : `"${found}"`;
}

function adviceAt(text: string, offset: number, found: string | null | undefined): string | undefined {
  if (text[offset] === '\\') return `in "…" a backslash begins an escape: write patterns in '…'`;
  // What ends a line ends no string too early.
  if (found === undefined || found === null || /[\r\n]/.test(found)) return undefined;
  const before = text.slice(0, offset).trimEnd();
  if (/(?<!'')'$/.test(before)) return "a single quote ends '…': use '''…'''";
  if (/(?<!"")"$/.test(before)) return `a double quote ends "…": use '…'`;
  if (/[=[,]$/.test(before) && /[A-Za-z]/.test(found)) return 'strings need quotes';
  return undefined;
}
