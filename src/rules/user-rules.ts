/** Rule files of the user or of a repository: read within bounds, checked, and joined to the built-in rules. */
import { statSync } from 'node:fs';
import { Problem } from '../errors/problem.ts';
import type { NativeBinding } from '../native/binding.ts';
import type { RuleCatalogue, RuleInfo } from './catalogue.ts';
import { encodeRules, joinCatalogues } from './encode.ts';
import { findDuplicateIds, loadRuleFile, maxRuleFileBytes } from './load.ts';
import { parsePattern } from './pattern.ts';
import { patternSize } from './pattern-facts.ts';
import { errorsTitle, formatProblem, inOrder, isError, problemOf, type Rule, type RuleProblem } from './rule.ts';
import { type RuleFile, readRuleFiles } from './rule-files.ts';
import { rulePlace } from './rule-source.ts';

/** A stranger's rules must not cost more than the scan itself: so many, and patterns of so many characters in all. */
export const maxUserRules = 500;
const maxUserPatternSize = 20_000;
const maxUserPatternsSize = 200_000;
/** A rule of the user whose literal is so short meets it often; a warning, no error. */
const COMFORTABLE_LITERAL_BYTES = 4;
const COMFORTABLE_BEFORE_BYTES = 100;

export interface UserRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
  /** Whether the engine can take the rules, whatever is wrong with their ids. */
  readonly areReadable: boolean;
}

/**
 * Reads the rule files at `paths` (files, or folders of *.toml). `taken` are the rules whose ids they may not use.
 * `bounded: false` is for veil's own rules, of which there are more than anybody may add.
 *
 * @throws Problem when a path cannot be read or is too large
 */
export function loadUserRules(
  paths: readonly string[],
  native: NativeBinding,
  taken: readonly RuleInfo[],
  { bounded = true } = {},
): UserRules {
  const files = paths.flatMap(readWithinBounds);
  const loaded = files.map((file) => loadRuleFile(file.name, file.text, native.layout));
  const rules = loaded.flatMap((file) => file.rules);
  const problems = [
    ...loaded.flatMap((file) => file.problems),
    ...rules.flatMap(costProblems),
    ...(bounded ? totalProblems(rules) : []),
  ];
  if (!problems.some(isError)) problems.push(...compileProblems(rules, native));
  return {
    rules,
    problems: [...problems, ...findDuplicateIds(rules, (id) => placeOf(taken, id))],
    areReadable: !problems.some(isError),
  };
}

/**
 * The built-in rules and those at `paths`, ready for a scan. `warn` gets one line for each warning.
 *
 * @throws Problem that lists every error with file, line and key
 */
export function withUserRules(
  builtIn: RuleCatalogue,
  paths: readonly string[],
  native: NativeBinding,
  warn: (line: string) => void,
): RuleCatalogue {
  const { rules, problems } = loadUserRules(paths, native, builtIn.rules);
  const errors = problems.filter(isError);
  if (errors.length > 0) {
    throw new Problem({
      what: errorsTitle(errors.length),
      why: inOrder(errors).map(formatProblem).join('\n'),
      next: ['veil rules check FILE checks a rule file by itself.'],
    });
  }
  for (const problem of problems) warn(formatProblem(problem));
  return joinCatalogues(builtIn, encodeRules(rules, native.layout), native.layout);
}

function placeOf(rules: readonly RuleInfo[], id: string): string | undefined {
  const rule = rules.find((each) => each.id === id);
  return rule === undefined ? undefined : rulePlace(rule);
}

function readWithinBounds(path: string): RuleFile[] {
  try {
    if (statSync(path).size > maxRuleFileBytes) throw new Error(`is larger than ${maxRuleFileBytes} bytes`);
    const files = readRuleFiles(path);
    if (files.length === 0) throw new Error('the folder holds no rule file (*.toml)');
    return files;
  } catch (error) {
    throw new Problem({
      what: 'the rules cannot be read',
      where: path,
      why: error instanceof Error ? error.message : String(error),
      next: ['Name a TOML file, or a folder that holds *.toml files.'],
    });
  }
}

/** What makes a rule slow, or may. */
function costProblems(rule: Rule): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (const [key, pattern] of patternsOf(rule)) {
    const size = patternSize(parsePattern(pattern).root);
    if (size > maxUserPatternSize) {
      problems.push(
        problemOf(rule, 'error', key, `is too large: ${size} characters written out, at most ${maxUserPatternSize}`),
      );
    }
  }
  const short = rule.literals.find((literal) => literal.length < COMFORTABLE_LITERAL_BYTES);
  if (short !== undefined) {
    problems.push(
      problemOf(
        rule,
        'warning',
        'literals',
        `"${short}" is short: every place where it stands costs a look at the pattern`,
      ),
    );
  }
  if (rule.beforeBytes > COMFORTABLE_BEFORE_BYTES) {
    problems.push(
      problemOf(
        rule,
        'warning',
        'pattern',
        `can begin ${rule.beforeBytes} bytes before its literal: each is searched at every literal`,
      ),
    );
  }
  return problems;
}

function totalProblems(rules: readonly Rule[]): RuleProblem[] {
  const last = rules.at(-1);
  if (last === undefined) return [];
  const problems: RuleProblem[] = [];
  if (rules.length > maxUserRules)
    problems.push(
      problemOf(last, 'error', '', `${rules.length} rules; at most ${maxUserRules} beside the built-in ones`),
    );
  const total = rules
    .flatMap(patternsOf)
    .reduce((sum, [, pattern]) => sum + patternSize(parsePattern(pattern).root), 0);
  if (total > maxUserPatternsSize) {
    problems.push(
      problemOf(
        last,
        'error',
        '',
        `all patterns together are too large: ${total} characters written out, at most ${maxUserPatternsSize}`,
      ),
    );
  }
  return problems;
}

/** Each pattern of a rule with its key. */
function patternsOf(rule: Rule): [string, string][] {
  const patterns: [string, string][] = [
    ['pattern', rule.pattern],
    ['pair', rule.pair],
    ...rule.allowPatterns.map((pattern): [string, string] => ['allow_patterns', pattern]),
  ];
  return patterns.filter(([, pattern]) => pattern !== '');
}

/** What RE2 refuses, rule by rule, so that each gets its line. */
function compileProblems(rules: readonly Rule[], native: NativeBinding): RuleProblem[] {
  return rules.flatMap((rule) => {
    try {
      native.compile(encodeRules([rule], native.layout).arrays, new Uint8Array(0), { compile_patterns_now: true });
      return [];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const key = /^[^:]*: (\w+): /.exec(message)?.[1] ?? 'pattern';
      return [problemOf(rule, 'error', key, message.replace(/^[^:]*: (?:\w+: )?/, 'RE2 refuses it: '))];
    }
  });
}
