/** Which keys a rule file may have, and how each is read. The one list: docs/writing-rules.md is checked against it. */
import { nearest } from '../model/nearest.ts';
import { severities } from '../model/severity.ts';
import type { NativeBinding } from '../native/binding.ts';
import type { TomlTable } from './toml-source.ts';

export type FieldKind = 'text' | 'number' | 'count' | 'flag' | 'texts' | 'boundary';

export const headFields: Readonly<Record<string, FieldKind>> = {
  provider: 'text',
  tags: 'texts',
  reference: 'text',
  rotate: 'text',
  false_positives: 'text',
};

export const ruleFields: Readonly<Record<string, FieldKind>> = {
  id: 'text',
  description: 'text',
  severity: 'text',
  reader: 'text',
  assign_kind: 'text',
  pattern: 'text',
  literals: 'texts',
  secret_group: 'count',
  max_length: 'count',
  boundary: 'boundary',
  entropy: 'number',
  checksum: 'text',
  on_checksum_failure: 'text',
  value_filter: 'text',
  paths: 'texts',
  not_paths: 'texts',
  keywords: 'texts',
  keyword_distance: 'count',
  allow_values: 'texts',
  allow_patterns: 'texts',
  pair: 'text',
  pair_distance: 'count',
  pair_missing: 'text',
  specificity: 'count',
  off_by_default: 'flag',
  decode: 'flag',
  decode_once: 'flag',
  examples: 'texts',
  counter_examples: 'texts',
  example_path: 'text',
  provider: 'text',
  tags: 'texts',
  reference: 'text',
  rotate: 'text',
  false_positives: 'text',
};

export type Layout = NativeBinding['layout'];

/** Keys whose value is one of a list of names; the native ones come from C++. */
export function allowedNames(layout: Layout): Readonly<Record<string, readonly string[]>> {
  return {
    severity: severities,
    reader: layout.readers,
    assign_kind: layout.assign_kinds,
    checksum: layout.checksums.filter((name) => name !== ''),
    on_checksum_failure: layout.on_checksum_failure,
    value_filter: layout.value_filters,
    pair_missing: layout.pair_missing,
  };
}

/** A boundary by name or by its own sets of characters. */
export interface Boundary {
  readonly before: string;
  readonly after: string;
}

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const boundaries: Readonly<Record<string, Boundary>> = {
  /** The usual one for tokens: nothing that could belong to the same word. */
  token: { before: `${ALNUM}_`, after: `${ALNUM}_-` },
  /** For base64-like bodies, which may contain + / and end in =. */
  base64: { before: `${ALNUM}+/_`, after: `${ALNUM}+/_=-` },
  /** For a prefix that says enough by itself: only the end is checked. */
  end: { before: '', after: `${ALNUM}_-` },
  none: { before: '', after: '' },
};

/** Reads and checks one table's keys. Each wrong key or value is told to `report`. */
export class TableReader {
  readonly table: TomlTable;
  readonly #fields: Readonly<Record<string, FieldKind>>;
  readonly #report: (key: string, message: string) => void;

  constructor(
    table: TomlTable,
    fields: Readonly<Record<string, FieldKind>>,
    report: (key: string, message: string) => void,
  ) {
    this.table = table;
    this.#fields = fields;
    this.#report = report;
    for (const [key, value] of Object.entries(table.values)) this.#checkKey(key, value);
  }

  has(key: string): boolean {
    return this.table.values[key] !== undefined;
  }

  text(key: string, otherwise = ''): string {
    const value = this.table.values[key];
    return typeof value === 'string' ? value : otherwise;
  }

  number(key: string, otherwise: number): number {
    const value = this.table.values[key];
    return typeof value === 'number' ? value : otherwise;
  }

  flag(key: string, otherwise = false): boolean {
    const value = this.table.values[key];
    return typeof value === 'boolean' ? value : otherwise;
  }

  texts(key: string): readonly string[] {
    const value = this.table.values[key];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  boundary(key: string, otherwise: Boundary): Boundary {
    const value = this.table.values[key];
    if (typeof value === 'string') return boundaries[value] ?? otherwise;
    if (typeof value !== 'object' || value === null) return otherwise;
    const { before, after } = value as { before?: unknown; after?: unknown };
    return { before: typeof before === 'string' ? before : '', after: typeof after === 'string' ? after : '' };
  }

  #checkKey(key: string, value: unknown): void {
    const kind = Object.hasOwn(this.#fields, key) ? this.#fields[key] : undefined;
    if (kind === undefined) {
      const hint = hintFor(key, value, this.#fields);
      this.#report(key, `unknown key${hint === undefined ? '' : `; ${hint}`}`);
      return;
    }
    const wrong = wrongValue(kind, value);
    if (wrong !== undefined) this.#report(key, wrong);
  }
}

/** gitleaks' key → ours. */
const GITLEAKS_KEYS: ReadonlyMap<string, string> = new Map([
  ['rules', '[[rule]]'],
  ['regex', 'pattern'],
  ['secretGroup', 'secret_group'],
  ['allowlist', 'allow_patterns'],
  ['allowlists', 'allow_patterns'],
]);

/** What an unknown key may have been meant for. */
function hintFor(key: string, value: unknown, fields: Readonly<Record<string, FieldKind>>): string | undefined {
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
  // A rule file's head has none.
  if (isTable && fields === headFields) return 'is this a configuration? veil config check FILE checks one';
  const meant = GITLEAKS_KEYS.get(key);
  if (meant !== undefined) return `is ${meant} meant? veil config import FILE turns gitleaks' rules into a rule file`;
  const near = nearest(key, Object.keys(fields));
  return near === undefined ? undefined : `is ${near} meant?`;
}

function wrongValue(kind: FieldKind, value: unknown): string | undefined {
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? undefined : 'must be a string';
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'number':
      return typeof value === 'number' && value >= 0 ? undefined : 'must be a number, 0 or more';
    case 'count':
      return Number.isInteger(value) && (value as number) >= 0 ? undefined : 'must be a whole number, 0 or more';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')
        ? undefined
        : 'must be a list of strings, none of them empty';
    case 'boundary':
      return wrongBoundary(value);
  }
}

function wrongBoundary(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return boundaries[value] === undefined
      ? `must be one of ${Object.keys(boundaries).join(', ')}, or a table`
      : undefined;
  }
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
  const keysFit =
    isTable && Object.entries(value).every(([k, v]) => (k === 'before' || k === 'after') && typeof v === 'string');
  return keysFit ? undefined : 'must be a name, or { before = "characters", after = "characters" }';
}
