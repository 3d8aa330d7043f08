import type { Severity } from '../model/severity.ts';

/** A rule as its TOML file states it, checked, with everything that follows from the pattern worked out. */
export interface Rule {
  readonly id: string;
  readonly provider: string;
  readonly description: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly reference?: string;
  readonly rotate?: string;
  readonly falsePositives?: string;
  readonly offByDefault: boolean;
  readonly decode: boolean;
  readonly decodeOnce: boolean;
  readonly place: RulePlace;

  /** A name of `layout.readers`. */
  readonly reader: string;
  /** A name of `layout.assign_kinds`; '' for other readers. */
  readonly assignKind: string;
  readonly specificity: number;

  /** Strings of bytes (Latin-1). */
  readonly literals: readonly string[];
  readonly caseless: boolean;
  readonly pattern: string;
  readonly secretGroup: number;
  readonly beforeBytes: number;
  readonly afterBytes: number;
  /** The bytes themselves, as a Latin-1 string; '' = no check. */
  readonly notBefore: string;
  readonly notAfter: string;

  readonly entropy: number;
  readonly checksum: string;
  readonly onChecksumFailure: string;
  readonly valueFilter: string;
  readonly paths: readonly string[];
  readonly notPaths: readonly string[];
  readonly keywords: readonly string[];
  readonly keywordDistance: number;
  readonly allowValues: readonly string[];
  readonly allowPatterns: readonly string[];
  readonly pair: string;
  readonly pairDistance: number;
  readonly pairMissing: string;

  /** Templates (example.ts); `examplePath` is the name of the file that they stand in. */
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
  readonly examplePath: string;
}

/** Where a rule stands: for messages. */
export interface RulePlace {
  readonly file: string;
  /** From 1: the line of the rule's `[[rule]]`. */
  readonly line: number;
  /** Key → its line. */
  readonly keyLines: Readonly<Record<string, number>>;
}

/** Something wrong in a rule file. */
export interface RuleProblem {
  readonly level: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  /** '' when it concerns the whole rule or file. */
  readonly key: string;
  readonly message: string;
}

/** `key` = '': of the whole rule. */
export function problemOf(
  { place: { file, line, keyLines } }: Pick<Rule, 'place'>,
  level: RuleProblem['level'],
  key: string,
  message: string,
): RuleProblem {
  return { level, file, line: keyLines[key] ?? line, key, message };
}

export function isError({ level }: RuleProblem): boolean {
  return level === 'error';
}

/** By file and line; what is at one place stays in its order. */
export function inOrder(problems: readonly RuleProblem[]): RuleProblem[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return problems.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line);
}

/** What a `Problem` says of so many errors. */
export function errorsTitle(errors: number): string {
  return errors === 1 ? 'a rule file has an error' : `rule files have ${errors} errors`;
}

export function formatProblem(problem: RuleProblem): string {
  const key = problem.key === '' ? '' : `${problem.key}: `;
  return `${problem.file}:${problem.line}: ${problem.level}: ${key}${problem.message}`;
}
