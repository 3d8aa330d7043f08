/** From the text of a rule file to checked rules. Whatever is wrong is a problem with file, line and key, never a throw. */
import { nearest } from '../model/nearest.ts';
import type { Severity } from '../model/severity.ts';
import { TomlTextError } from '../model/toml-text.ts';
import { allowedNames, type Boundary, boundaries, headFields, type Layout, ruleFields, TableReader } from './fields.ts';
import { type ParsedPattern, PatternError, parsePattern } from './pattern.ts';
import { literalOffset, matchLengths, requiredLiterals } from './pattern-facts.ts';
import { problemOf, type Rule, type RuleProblem } from './rule.ts';
import { readRuleFile, type TomlTable } from './toml-source.ts';

export interface LoadedRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
}

/** Named bounds of a rule file, which may come from a stranger's repository. */
export const maxRuleFileBytes = 4 * 1024 * 1024;
const maxPatternBytes = 8 * 1024;

const DEFAULT_KEYWORD_DISTANCE = 100;
const DEFAULT_PAIR_DISTANCE = 300;

const LITERAL_ADVICE =
  'give literals; if there is none, put the word that names the secret into the pattern (docs/writing-rules.md: A secret named by a word)';

/** Keys that say how another one is meant. */
const COMPANIONS: Readonly<Record<string, string>> = {
  keyword_distance: 'keywords',
  pair_distance: 'pair',
  pair_missing: 'pair',
  on_checksum_failure: 'checksum',
};

type Report = (level: RuleProblem['level'], line: number, key: string, message: string) => void;

/** `file` is the name used in messages and as the rules' source. */
export function loadRuleFile(file: string, text: string, layout: Layout): LoadedRules {
  const problems: RuleProblem[] = [];
  const report: Report = (level, line, key, message) => problems.push({ level, file, line, key, message });
  if (Buffer.byteLength(text) > maxRuleFileBytes) {
    report('error', 1, '', `is larger than ${maxRuleFileBytes} bytes`);
    return { rules: [], problems };
  }
  try {
    const source = readRuleFile(text);
    const head = readerFor(source.head, headFields, report);
    if (head.text('provider') === '' && source.rules.some((rule) => rule.values.provider === undefined)) {
      report('error', 1, 'provider', 'is missing: the name of the service that issues the credentials');
    }
    const rules = source.rules.flatMap((table) => new RuleReader(file, head, table, layout, report).read() ?? []);
    if (source.rules.length === 0 && problems.length === 0)
      report('warning', 1, '', 'has no [[rule]]: it finds nothing');
    return { rules, problems };
  } catch (error) {
    if (!(error instanceof TomlTextError)) throw error;
    report('error', error.line, '', error.message);
    return { rules: [], problems };
  }
}

/** Ids that stand twice, also across files: told at the second place. `taken` answers where a built-in rule has an id. */
export function findDuplicateIds(
  rules: readonly Rule[],
  taken: (id: string) => string | undefined = () => undefined,
): RuleProblem[] {
  const first = new Map<string, Rule>();
  const problems: RuleProblem[] = [];
  const report = (rule: Rule, message: string) =>
    problems.push(problemOf(rule, 'error', 'id', `"${rule.id}" stands ${message}`));
  for (const rule of rules) {
    const builtIn = taken(rule.id);
    const earlier = first.get(rule.id)?.place;
    if (builtIn !== undefined) report(rule, `already at ${builtIn} (built in): give it another id`);
    // Files come in the order of their names, so that the second may be the older one.
    else if (earlier !== undefined)
      report(rule, `also at ${earlier.file}:${earlier.keyLines.id ?? earlier.line}: give one of the two another id`);
    else first.set(rule.id, rule);
  }
  return problems;
}

function readerFor(table: TomlTable, fields: typeof ruleFields, report: Report): TableReader {
  return new TableReader(table, fields, (key, message) =>
    report('error', table.keyLines[key] ?? table.line, key, message),
  );
}

/** Everything that follows from the pattern and the literals. */
interface Shape {
  readonly literals: readonly string[];
  readonly caseless: boolean;
  readonly secretGroup: number;
  readonly beforeBytes: number;
  readonly afterBytes: number;
}

class RuleReader {
  readonly #file: string;
  readonly #head: TableReader;
  readonly #table: TomlTable;
  readonly #keys: TableReader;
  readonly #layout: Layout;
  #failed = false;
  readonly #report: Report;

  constructor(file: string, head: TableReader, table: TomlTable, layout: Layout, report: Report) {
    this.#file = file;
    this.#head = head;
    this.#table = table;
    this.#layout = layout;
    this.#report = (level, line, key, message) => {
      if (level === 'error') this.#failed = true;
      report(level, line, key, message);
    };
    this.#keys = readerFor(table, ruleFields, this.#report);
  }

  /** Undefined when something is wrong; it has been reported then. */
  read(): Rule | undefined {
    const keys = this.#keys;
    for (const key of ['id', 'description', 'severity']) if (!keys.has(key)) this.#fail(key, 'is missing');
    this.#checkNames();
    const id = keys.text('id');
    if (keys.has('id') && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
      this.#fail('id', 'must be made of a-z, 0-9 and single hyphens, as in "github-pat"');
    }
    const reader = keys.text('reader', 'pattern');
    const shape = this.#readShape(reader);
    this.#checkBounds();
    this.#warnOfIdleKeys();
    if (this.#failed || shape === undefined) return undefined;
    return this.#build(id, reader, shape);
  }

  #build(id: string, reader: string, shape: Shape): Rule {
    const keys = this.#keys;
    const boundary = this.#boundary(reader);
    return {
      id,
      provider: keys.text('provider', this.#head.text('provider')),
      description: keys.text('description'),
      severity: keys.text('severity') as Severity,
      tags: keys.has('tags') ? keys.texts('tags') : this.#head.texts('tags'),
      ...this.#optionalTexts(),
      offByDefault: keys.flag('off_by_default'),
      decode: keys.flag('decode'),
      decodeOnce: keys.flag('decode_once'),
      place: { file: this.#file, line: this.#table.line, keyLines: this.#table.keyLines },
      reader,
      assignKind: keys.text('assign_kind'),
      ...shape,
      specificity: keys.number('specificity', this.#defaultSpecificity(reader, shape)),
      pattern: keys.text('pattern'),
      notBefore: boundary.before,
      notAfter: boundary.after,
      entropy: keys.number('entropy', 0),
      checksum: keys.text('checksum'),
      onChecksumFailure: keys.text('on_checksum_failure', 'keep'),
      valueFilter: keys.text('value_filter', reader === 'pattern' ? 'placeholder' : 'none'),
      paths: keys.texts('paths'),
      notPaths: keys.texts('not_paths'),
      keywords: keys.texts('keywords'),
      keywordDistance: keys.number('keyword_distance', keys.has('keywords') ? DEFAULT_KEYWORD_DISTANCE : 0),
      allowValues: keys.texts('allow_values'),
      allowPatterns: keys.texts('allow_patterns'),
      pair: keys.text('pair'),
      pairDistance: keys.number('pair_distance', keys.has('pair') ? DEFAULT_PAIR_DISTANCE : 0),
      pairMissing: keys.text('pair_missing', 'lower'),
      examples: keys.texts('examples'),
      counterExamples: keys.texts('counter_examples'),
      examplePath: keys.text('example_path', 'data.txt'),
    };
  }

  #optionalTexts(): { reference?: string; rotate?: string; falsePositives?: string } {
    const text = (key: string) => this.#keys.text(key, this.#head.text(key));
    const [reference, rotate, falsePositives] = [text('reference'), text('rotate'), text('false_positives')];
    return {
      ...(reference !== '' && { reference }),
      ...(rotate !== '' && { rotate }),
      ...(falsePositives !== '' && { falsePositives }),
    };
  }

  #boundary(reader: string): Boundary {
    const otherwise = (reader === 'pattern' ? boundaries.token : boundaries.none) as Boundary;
    const { before, after } = this.#keys.boundary('boundary', otherwise);
    return { before: asBytes(before), after: asBytes(after) };
  }

  /** The more a rule's shape says by itself, the more specific it is. */
  #defaultSpecificity(reader: string, shape: Shape): number {
    if (reader === 'assignment') return 10;
    if (reader === 'path') return 20;
    const keyed = shape.caseless || this.#keys.has('keywords') || this.#keys.text('value_filter') === 'random';
    const base = this.#keys.has('checksum') ? 70 : keyed ? 40 : 60;
    return base + Math.min(9, Math.floor(Math.min(...shape.literals.map((literal) => literal.length)) / 2));
  }

  #checkNames(): void {
    for (const [key, names] of Object.entries(allowedNames(this.#layout))) {
      const value = this.#keys.text(key);
      if (!this.#keys.has(key) || names.includes(value)) continue;
      const near = nearest(value, names);
      this.#fail(key, `"${value}" is none of ${names.join(', ')}${near === undefined ? '' : `; is ${near} meant?`}`);
    }
  }

  #checkBounds(): void {
    const { limits } = this.#layout;
    this.#checkMost('keyword_distance', limits.max_keyword_distance_bytes);
    this.#checkMost('pair_distance', limits.max_pair_distance_bytes ?? limits.max_keyword_distance_bytes);
    this.#checkMost('max_length', limits.max_after_bytes);
    if (this.#keys.has('pair') && !this.#hasGroup('pair'))
      this.#fail('pair', 'needs a capture group around the other half');
    for (const pattern of this.#keys.texts('allow_patterns')) this.#parse('allow_patterns', pattern);
  }

  #warnOfIdleKeys(): void {
    for (const [key, needed] of Object.entries(COMPANIONS)) {
      if (this.#keys.has(key) && !this.#keys.has(needed)) this.#warn(key, `does nothing without ${needed}`);
    }
  }

  #checkMost(key: string, most: number | undefined): void {
    if (most !== undefined && this.#keys.number(key, 0) > most) this.#fail(key, `is at most ${most}`);
  }

  #hasGroup(key: string): boolean {
    const parsed = this.#parse(key, this.#keys.text(key));
    return parsed === undefined || parsed.groups.length > 1;
  }

  #readShape(reader: string): Shape | undefined {
    const none: Shape = { literals: [], caseless: false, secretGroup: 0, beforeBytes: 0, afterBytes: 0 };
    if (reader === 'path') {
      if (this.#keys.texts('paths').length === 0) this.#fail('paths', 'is missing: a rule that reads paths needs them');
      return none;
    }
    if (reader === 'assignment') {
      if (!this.#keys.has('assign_kind')) this.#fail('assign_kind', 'is missing');
      return { ...none, literals: this.#layout.telling_words.map(asBytes), caseless: true };
    }
    if (!this.#keys.has('pattern')) {
      this.#fail('pattern', 'is missing');
      return undefined;
    }
    const parsed = this.#parse('pattern', this.#keys.text('pattern'));
    return parsed === undefined ? undefined : this.#shapeOf(parsed);
  }

  #shapeOf(parsed: ParsedPattern): Shape | undefined {
    const lengths = matchLengths(parsed.root);
    if (lengths.min === 0) return this.#fail('pattern', 'matches the empty string');
    const maxLength = this.#keys.number('max_length', lengths.max);
    if (!Number.isFinite(maxLength))
      return this.#fail('pattern', 'has no bound: write {m,n} for * + {m,}, or give max_length');
    if (maxLength < lengths.min)
      return this.#fail('max_length', `is less than the shortest match, ${lengths.min} bytes`);
    const literals = this.#readLiterals(parsed, maxLength);
    if (literals === undefined) return undefined;
    const { max_before_bytes: mostBefore = 0, max_after_bytes: mostAfter = 0 } = this.#layout.limits;
    if (literals.before > mostBefore) {
      return this.#fail('pattern', `can begin ${literals.before} bytes before its literal; at most ${mostBefore}`);
    }
    if (maxLength > mostAfter)
      return this.#fail('pattern', `can match ${maxLength} bytes; at most ${mostAfter}: give max_length`);
    return {
      literals: literals.literals,
      caseless: literals.caseless,
      secretGroup: this.#secretGroup(parsed),
      beforeBytes: literals.before,
      afterBytes: maxLength,
    };
  }

  #readLiterals(parsed: ParsedPattern, maxLength: number) {
    const { min_literal_bytes: least = 3, max_literal_bytes: most = 128 } = this.#layout.limits;
    const derived = requiredLiterals(parsed.root, least);
    if (!this.#keys.has('literals')) {
      if (derived !== undefined) return derived;
      return this.#fail(
        'pattern',
        `spells out no text of ${least} bytes that stands in every match: ${LITERAL_ADVICE}`,
      );
    }
    const literals = this.#keys.texts('literals').map(asBytes);
    for (const literal of literals) {
      if (literal.length < least || literal.length > most) {
        return this.#fail('literals', `each has ${least} to ${most} bytes`);
      }
    }
    const offsets = literals.map((literal) => literalOffset(parsed.root, literal) ?? maxLength);
    const caseless = /\(\?[ims]*i/.test(this.#keys.text('pattern'));
    return {
      literals: caseless ? literals.map((literal) => literal.toLowerCase()) : literals,
      caseless,
      before: Math.max(...offsets),
    };
  }

  #secretGroup(parsed: ParsedPattern): number {
    const named = parsed.groups.filter((name) => name !== '');
    if (named.filter((name) => name === 'secret').length > 1)
      this.#fail('pattern', 'two groups are called secret: write two rules');
    const [other] = named.includes('secret') ? [] : named;
    if (other !== undefined && !this.#keys.has('secret_group'))
      this.#warn('pattern', `the group "${other}" is not the secret: only one that is called "secret" is`);
    const group = this.#keys.number('secret_group', Math.max(0, parsed.groups.indexOf('secret')));
    if (group >= parsed.groups.length) this.#fail('secret_group', `the pattern has ${parsed.groups.length - 1} groups`);
    return group;
  }

  #parse(key: string, pattern: string): ParsedPattern | undefined {
    if (Buffer.byteLength(pattern) > maxPatternBytes) return this.#fail(key, `is longer than ${maxPatternBytes} bytes`);
    try {
      return parsePattern(pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      return this.#fail(key, error.message);
    }
  }

  #fail(key: string, message: string): undefined {
    this.#report('error', this.#lineOf(key), key, message);
    return undefined;
  }

  #warn(key: string, message: string): void {
    this.#report('warning', this.#lineOf(key), key, message);
  }

  #lineOf(key: string): number {
    return this.#table.keyLines[key] ?? this.#table.line;
  }
}

function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
