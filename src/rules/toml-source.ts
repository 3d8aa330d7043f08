/** Parses a rule file and remembers the line of every key, which the TOML parser does not tell. */
import { parseToml, TomlTextError } from '../model/toml-text.ts';

export interface TomlTable {
  readonly values: Readonly<Record<string, unknown>>;
  /** From 1. */
  readonly line: number;
  readonly keyLines: Readonly<Record<string, number>>;
}

export interface RuleFileSource {
  readonly head: TomlTable;
  readonly rules: readonly TomlTable[];
}

/** @throws TomlTextError when the file is not TOML, or not made of a head and `[[rule]]` tables */
export function readRuleFile(text: string): RuleFileSource {
  const document = parseToml(text);
  const lines = keyLines(text);
  const { rule, ...head } = document;
  if (rule !== undefined && !Array.isArray(rule))
    throw new TomlTextError('write [[rule]], not [rule]', lines.head.rule ?? 1);
  const tables = (rule ?? []) as Record<string, unknown>[];
  return {
    head: { values: head, line: 1, keyLines: lines.head },
    rules: tables.map((values, i) => ({
      values,
      line: lines.rules[i]?.line ?? 1,
      keyLines: lines.rules[i]?.keys ?? {},
    })),
  };
}

interface KeyLines {
  readonly head: Record<string, number>;
  readonly rules: { line: number; keys: Record<string, number> }[];
}

/** `[rules]`, `[[rules]]`: a key of the file's head; `[rule.boundary]`: one of the rule above. */
const TABLE_HEADER = /^\s*\[{1,2}\s*([\w-]+)\s*(?:\.\s*([\w-]+)\s*)?\]{1,2}\s*(?:#.*)?$/;

/**
 * The lines of keys, by a scan of the text. It skips multi-line strings, so that text inside them is never taken for a
 * key; keys inside inline tables and arrays get the line of their outer key.
 */
function keyLines(text: string): KeyLines {
  const found: KeyLines = { head: Object.create(null), rules: [] };
  let keys = found.head;
  let open: string | undefined;
  text.split('\n').forEach((line, i) => {
    const inside = open !== undefined;
    open = openMultiline(line, open);
    if (inside) return;
    if (/^\s*\[\[\s*rule\s*\]\]/.test(line)) {
      keys = Object.create(null) as Record<string, number>;
      found.rules.push({ line: i + 1, keys });
      return;
    }
    const header = TABLE_HEADER.exec(line);
    if (header !== null) {
      const [, table = '', part] = header;
      const rule = table === 'rule' && part !== undefined ? found.rules.at(-1) : undefined;
      if (rule === undefined) found.head[table] ??= i + 1;
      else rule.keys[part ?? ''] ??= i + 1;
      keys = {};
      return;
    }
    const key = /^\s*(?:"([^"]+)"|([A-Za-z0-9_-]+))\s*=/.exec(line);
    const name = key?.[1] ?? key?.[2];
    if (name !== undefined && keys[name] === undefined) keys[name] = i + 1;
  });
  return found;
}

/** The delimiter of the multi-line string that is open at the line's end; `open` is the one at its beginning. */
function openMultiline(line: string, open: string | undefined): string | undefined {
  let delimiter = open;
  for (let at = 0; ; ) {
    if (delimiter !== undefined) {
      const end = line.indexOf(delimiter, at);
      if (end < 0) return delimiter;
      at = end + delimiter.length;
      delimiter = undefined;
    }
    const next = /"""|'''/.exec(line.slice(at));
    if (next === null) return undefined;
    delimiter = next[0];
    at += next.index + delimiter.length;
  }
}
