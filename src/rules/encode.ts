/** Writes rules into the flat arrays of native/match/rule_set.h, and joins two such rule sets. */
import { createHash } from 'node:crypto';
import { severities } from '../model/severity.ts';
import type { RuleSetArrays } from '../native/binding.ts';
import type { RuleCatalogue, RuleInfo } from './catalogue.ts';
import type { Layout } from './fields.ts';
import type { Rule } from './rule.ts';

/** The row fields that hold an index into the string table: what shifts when two tables are joined. */
const stringFields = [
  'id',
  'literals_first',
  'pattern',
  'not_before',
  'not_after',
  'paths_first',
  'not_paths_first',
  'keywords_first',
  'allow_values_first',
  'allow_patterns_first',
  'pair_pattern',
] as const;

/** The catalogue of these rules alone, without a prebuilt prefilter. */
export function encodeRules(rules: readonly Rule[], layout: Layout): RuleCatalogue {
  const strings = new StringTable();
  const rows = new Uint32Array(rules.length * layout.rule_field_count);
  rules.forEach((rule, i) => {
    const row = rowOf(rule, layout, strings);
    for (const [field, value] of Object.entries(row)) {
      const position = layout.rule[field];
      if (position === undefined) throw new Error(`the native core knows no rule field "${field}"`);
      rows[i * layout.rule_field_count + position] = value;
    }
  });
  return catalogueOf(rules.map(ruleInfo), { rows, ...strings.arrays() });
}

/** All rules of both, `first`'s before `second`'s. The prebuilt prefilter of neither fits the whole. */
export function joinCatalogues(first: RuleCatalogue, second: RuleCatalogue, layout: Layout): RuleCatalogue {
  const shift = first.arrays.strings.length / 2;
  const rows = new Uint32Array(first.arrays.rows.length + second.arrays.rows.length);
  rows.set(first.arrays.rows);
  rows.set(second.arrays.rows, first.arrays.rows.length);
  for (let row = first.arrays.rows.length; row < rows.length; row += layout.rule_field_count) {
    for (const field of stringFields) {
      const at = row + (layout.rule[field] ?? 0);
      if (rows[at] !== 0) rows[at] = (rows[at] ?? 0) + shift;
    }
  }
  const strings = new Uint32Array(first.arrays.strings.length + second.arrays.strings.length);
  strings.set(first.arrays.strings);
  second.arrays.strings.forEach((value, i) => {
    strings[first.arrays.strings.length + i] = i % 2 === 0 ? value + first.arrays.bytes.length : value;
  });
  const bytes = new Uint8Array(Buffer.concat([first.arrays.bytes, second.arrays.bytes]));
  return catalogueOf([...first.rules, ...second.rules], { rows, strings, bytes });
}

function catalogueOf(rules: readonly RuleInfo[], arrays: RuleSetArrays): RuleCatalogue {
  const onByDefault = Uint8Array.from(rules, ({ offByDefault }) => Number(!offByDefault));
  return {
    rules,
    ruleAt: (index) => rules[index],
    onByDefault,
    arrays,
    database: new Uint8Array(0),
    digest: digestOf(arrays),
  };
}

function digestOf(arrays: RuleSetArrays): string {
  const hash = createHash('sha256');
  for (const part of [arrays.rows, arrays.strings, arrays.bytes]) {
    hash.update(`${part.byteLength} `).update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  return hash.digest('hex');
}

function rowOf(rule: Rule, layout: Layout, strings: StringTable): Record<string, number> {
  return {
    id: strings.text(rule.id),
    severity: severities.indexOf(rule.severity),
    flags: flagsOf(rule, layout),
    reader: indexIn(layout.readers, rule.reader),
    specificity: rule.specificity,
    ...strings.list('literals', rule.literals, 'latin1'),
    pattern: strings.text(rule.pattern),
    secret_group: rule.secretGroup,
    before_bytes: rule.beforeBytes,
    after_bytes: rule.afterBytes,
    not_before: strings.text(rule.notBefore, 'latin1'),
    not_after: strings.text(rule.notAfter, 'latin1'),
    entropy_min_milli: Math.round(rule.entropy * 1000),
    checksum: rule.checksum === '' ? 0 : indexIn(layout.checksums, rule.checksum),
    checksum_failure: indexIn(layout.on_checksum_failure, rule.onChecksumFailure),
    value_filter: indexIn(layout.value_filters, rule.valueFilter),
    ...strings.list('paths', rule.paths),
    ...strings.list('not_paths', rule.notPaths),
    ...strings.list('keywords', rule.keywords),
    keyword_distance_bytes: rule.keywordDistance,
    ...strings.list('allow_values', rule.allowValues),
    ...strings.list('allow_patterns', rule.allowPatterns),
    pair_pattern: strings.text(rule.pair),
    pair_distance_bytes: rule.pairDistance,
    pair_missing: indexIn(layout.pair_missing, rule.pairMissing),
    assign_kind: rule.assignKind === '' ? 0 : indexIn(layout.assign_kinds, rule.assignKind),
  };
}

function flagsOf(rule: Rule, layout: Layout): number {
  const bit = (name: string, on: boolean) => (on ? (layout.rule_flags[name] ?? 0) : 0);
  return (
    bit('literals_caseless', rule.caseless) |
    bit('off_by_default', rule.offByDefault) |
    bit('decode', rule.decode) |
    bit('decode_once', rule.decodeOnce)
  );
}

function indexIn(names: readonly string[], name: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw new Error(`the native core knows no "${name}"`);
  return index;
}

function ruleInfo(rule: Rule): RuleInfo {
  return {
    id: rule.id,
    provider: rule.provider,
    description: rule.description,
    severity: rule.severity,
    offByDefault: rule.offByDefault,
    tags: rule.tags,
    ...(rule.reference !== undefined && { reference: rule.reference }),
    ...(rule.rotate !== undefined && { rotate: rule.rotate }),
    ...(rule.falsePositives !== undefined && { falsePositives: rule.falsePositives }),
    source: rule.place.file,
  };
}

/** Single strings are stored once; a list is stored as it stands, its strings in a row. */
class StringTable {
  readonly #chunks: Buffer[] = [Buffer.alloc(0)];
  readonly #known = new Map<string, number>();

  text(value: string, encoding: 'utf8' | 'latin1' = 'utf8'): number {
    if (value === '') return 0;
    const key = `${encoding} ${value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.#chunks.push(Buffer.from(value, encoding)) - 1;
    this.#known.set(key, index);
    return index;
  }

  list(name: string, values: readonly string[], encoding: 'utf8' | 'latin1' = 'utf8'): Record<string, number> {
    const first = values.length === 0 ? 0 : this.#chunks.length;
    for (const value of values) this.#chunks.push(Buffer.from(value, encoding));
    return { [`${name}_first`]: first, [`${name}_count`]: values.length };
  }

  arrays(): { strings: Uint32Array; bytes: Uint8Array } {
    const strings = new Uint32Array(this.#chunks.length * 2);
    let offset = 0;
    this.#chunks.forEach((chunk, i) => {
      strings[2 * i] = offset;
      strings[2 * i + 1] = chunk.length;
      offset += chunk.length;
    });
    return { strings, bytes: new Uint8Array(Buffer.concat(this.#chunks)) };
  }
}
