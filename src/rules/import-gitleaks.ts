/**
 * Turns a gitleaks configuration into a rule file of veil. Both use RE2, so patterns carry over as they stand; what has
 * no counterpart is listed, never dropped in silence.
 */
import { parseToml } from '../model/toml-text.ts';
import { globsOfPathRegex } from './path-regex.ts';
import { PatternError, parsePattern } from './pattern.ts';
import { literalOffset, matchLengths, requiredLiterals } from './pattern-facts.ts';

export interface ImportedRules {
  /** A rule file. */
  readonly toml: string;
  readonly ruleCount: number;
  /** One line for each thing that was left out, with the rule's id. */
  readonly leftOut: readonly string[];
}

/** For a pattern without a bound: what a credential can be at most. */
const ASSUMED_MAX_LENGTH = 1000;
const MIN_LITERAL_BYTES = 3;
const MAX_BEFORE_BYTES = 4096;

/** @throws TomlTextError when the text is not TOML */
export function importGitleaks(text: string, takenIds: ReadonlySet<string>): ImportedRules {
  const config = parseToml(text);
  const leftOut: string[] = [];
  const shared = readAllowList([config.allowlist, ...tables(config.allowlists)], 'allowlist', leftOut);
  if (config.extend !== undefined)
    leftOut.push('extend: veil’s own rules are always there; use --disable-rule for those that you do not want');
  const used = new Set(takenIds);
  const rules = tables(config.rules).flatMap((rule) => importRule(rule, shared, used, leftOut) ?? []);
  const head =
    '# Imported from a gitleaks configuration by `veil config import`.\nprovider = "Imported"\ntags = ["imported"]\n';
  return { toml: [head, ...rules].join('\n'), ruleCount: rules.length, leftOut };
}

type Table = Readonly<Record<string, unknown>>;

interface AllowList {
  readonly patterns: readonly string[];
  readonly notPaths: readonly string[];
}

function importRule(rule: Table, shared: AllowList, used: Set<string>, leftOut: string[]): string | undefined {
  const id = uniqueId(text(rule.id), used);
  const leave = (why: string): undefined => {
    leftOut.push(`${id}: ${why}`);
    return undefined;
  };
  const paths = readPaths(rule.path, id, leftOut);
  const fields: [string, unknown][] = [
    ['id', id],
    ['description', text(rule.description) || id],
    ['severity', 'medium'],
  ];
  const pattern = text(rule.regex);
  if (pattern === '') {
    if (paths.length === 0) return leave('has neither a regex nor a path that can be written as globs: left out');
    fields.push(['reader', 'path'], ['paths', paths]);
  } else {
    const shape = readShape(pattern, rule);
    if (typeof shape === 'string') return leave(`${shape}: left out`);
    fields.push(['pattern', pattern], ...shape);
    if (rule.path !== undefined && paths.length === 0) return leave('its path cannot be written as globs: left out');
    if (paths.length > 0) fields.push(['paths', paths]);
    if (typeof rule.entropy === 'number' && rule.entropy > 0) fields.push(['entropy', rule.entropy]);
    fields.push(['boundary', 'none'], ['value_filter', 'none']);
  }
  const own = readAllowList([rule.allowlist, ...tables(rule.allowlists)], id, leftOut);
  if (pattern !== '') fields.push(['allow_patterns', [...own.patterns, ...shared.patterns]]);
  fields.push(['not_paths', [...own.notPaths, ...shared.notPaths]]);
  used.add(id);
  return `[[rule]]\n${fields.map(([key, value]) => tomlLine(key, value)).join('')}`;
}

/** The fields that follow from the pattern; a text says why there are none. */
function readShape(pattern: string, rule: Table): [string, unknown][] | string {
  try {
    const parsed = parsePattern(pattern);
    const lengths = matchLengths(parsed.root);
    if (lengths.min === 0) return 'its regex matches the empty string';
    const fields: [string, unknown][] = [];
    const group =
      typeof rule.secretGroup === 'number' && rule.secretGroup > 0
        ? rule.secretGroup
        : Math.min(1, parsed.groups.length - 1);
    if (group > 0) fields.push(['secret_group', group]);
    if (!Number.isFinite(lengths.max) || lengths.max > 65_536)
      fields.push(['max_length', Math.max(ASSUMED_MAX_LENGTH, lengths.min)]);
    if (requiredLiterals(parsed.root, MIN_LITERAL_BYTES) !== undefined) return fields;
    const keywords = texts(rule.keywords).filter((word) => word.length >= MIN_LITERAL_BYTES);
    const offsets = keywords.map((word) => literalOffset(parsed.root, word));
    const fits = offsets.length > 0 && offsets.every((offset) => offset !== undefined && offset <= MAX_BEFORE_BYTES);
    if (!fits) return 'its regex spells out no text of 3 characters to look for first';
    return [...fields, ['literals', keywords]];
  } catch (error) {
    if (error instanceof PatternError) return `its regex cannot be read (${error.message})`;
    throw error;
  }
}

function readAllowList(lists: readonly unknown[], owner: string, leftOut: string[]): AllowList {
  const patterns: string[] = [];
  const notPaths: string[] = [];
  for (const list of lists) {
    if (typeof list !== 'object' || list === null) continue;
    const { regexes, regexTarget, stopwords, paths, commits, condition } = list as Table;
    if (texts(commits).length > 0) leftOut.push(`${owner}: allowed commits: use veil’s exceptions or a baseline`);
    if (condition === 'AND') {
      leftOut.push(`${owner}: an allow list whose conditions must all hold`);
      continue;
    }
    if (regexTarget === 'line' || regexTarget === 'match') {
      if (texts(regexes).length > 0)
        leftOut.push(`${owner}: allowed regexes over the ${regexTarget}: veil’s look at the secret`);
    } else {
      patterns.push(...texts(regexes));
    }
    patterns.push(...texts(stopwords).map((word) => `(?i)${word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`));
    for (const path of texts(paths)) notPaths.push(...readPaths(path, owner, leftOut));
  }
  return { patterns, notPaths };
}

function readPaths(value: unknown, owner: string, leftOut: string[]): string[] {
  const pattern = text(value);
  if (pattern === '') return [];
  const globs = globsOfPathRegex(pattern);
  if (globs === undefined) leftOut.push(`${owner}: the path ${pattern} cannot be written as a glob`);
  return globs ?? [];
}

function uniqueId(wanted: string, used: ReadonlySet<string>): string {
  const base =
    wanted
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'imported-rule';
  let id = used.has(base) ? `imported-${base}` : base;
  for (let n = 2; used.has(id); n++) id = `imported-${base}-${n}`;
  return id;
}

/** Nothing for an empty list. JSON's strings and numbers are TOML's, too. */
function tomlLine(key: string, value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? '' : `${key} = [${value.map((item) => JSON.stringify(item)).join(', ')}]\n`;
  }
  return `${key} = ${JSON.stringify(value)}\n`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string' && item !== '') : [];
}

function tables(value: unknown): Table[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}
