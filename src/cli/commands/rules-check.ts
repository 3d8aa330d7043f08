import { join, resolve } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { escapeControls } from '../../report/text-safety.ts';
import type { RuleCatalogue } from '../../rules/catalogue.ts';
import type { Rule, RuleProblem } from '../../rules/rule.ts';
import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { plural } from '../numbers.ts';
import { VeilCommand } from '../veil-command.ts';

export class RulesCheckCommand extends VeilCommand {
  static override paths = [['rules', 'check']];
  static override operands = ['FILE…'];
  static override usage = Command.Usage({
    category: 'Rules',
    description: 'Check rule files: keys, patterns, examples and counter-examples, cost',
    examples: [
      ['A rule file of your own', 'veil rules check acme.toml'],
      ['A folder of them', 'veil rules check rules/'],
    ],
  });

  files = Option.Rest({ name: 'FILE', required: 1 });

  async execute(): Promise<number> {
    const { cwd, stdout } = this.context;
    const [{ loadUserRules }, { loadNative }, { errorsTitle, formatProblem, inOrder, isError }] = await Promise.all([
      import('../../rules/user-rules.ts'),
      import('../../native/load.ts'),
      import('../../rules/rule.ts'),
    ]);
    const native = loadNative();
    const paths = this.files.map((path) => resolve(cwd, path));
    const { packageRoot } = await import('../../native/package-root.ts');
    const own = resolve(packageRoot(), 'rules');
    const areOwn = paths.every((path) => path === own || path.startsWith(`${own}/`));
    const builtIn = areOwn ? undefined : (await import('../../rules/built-in.ts')).loadBuiltInRules();
    const loaded = loadUserRules(paths, native, builtIn?.rules ?? [], { bounded: !areOwn });
    const { rules } = loaded;
    const all = [...loaded.problems];
    if (loaded.areReadable) all.push(...(await exampleProblems(rules)), ...(await literalProblems(rules)));
    if (builtIn !== undefined && !all.some(isError)) all.push(...(await rivalProblems(builtIn, rules)));
    for (const problem of inOrder(all)) stdout.write(`${escapeControls(formatProblem(problem))}\n`);
    const errors = all.filter(isError).length;
    if (errors > 0) {
      throw new Problem({
        what: errorsTitle(errors),
        next: [
          `Each key is explained in ${join(packageRoot(), 'docs/writing-rules.md')}`,
          ...(loaded.areReadable ? [] : ['The examples are run once the rules can be read.']),
        ],
      });
    }
    const examples = rules.reduce((sum, rule) => sum + rule.examples.length + rule.counterExamples.length, 0);
    const verdict = all.length === 0 ? 'all as they should be' : plural(all.length, 'warning');
    stdout.write(`${plural(rules.length, 'rule')}, ${plural(examples, 'example')}: ${verdict}\n`);
    return exitCodes.clean;
  }
}

async function literalProblems(rules: readonly Rule[]): Promise<RuleProblem[]> {
  const [{ commonLiteralProblems }, { packageRoot }] = await Promise.all([
    import('../../rules/common-literals.ts'),
    import('../../native/package-root.ts'),
  ]);
  return commonLiteralProblems(rules, join(packageRoot(), 'native'));
}

/** Each rule by itself. */
async function exampleProblems(rules: readonly Rule[]): Promise<RuleProblem[]> {
  // Of two rules with one id, which is told already, the first.
  const unique = rules.filter(({ id }, i) => rules.findIndex((rule) => rule.id === id) === i);
  const [{ ExampleChecker }, { encodeRules }, { loadNative }] = await ruleParts();
  const native = loadNative();
  const checker = new ExampleChecker(native, encodeRules(unique, native.layout));
  const problems: RuleProblem[] = [];
  for (const rule of unique) problems.push(...(await checker.check(rule)));
  return problems;
}

/** Beside the built-in ones, as in a scan. */
async function rivalProblems(builtIn: RuleCatalogue, rules: readonly Rule[]): Promise<RuleProblem[]> {
  const [{ ExampleChecker }, { encodeRules, joinCatalogues }, { loadNative }] = await ruleParts();
  const native = loadNative();
  const joined = joinCatalogues(builtIn, encodeRules(rules, native.layout), native.layout);
  const checker = new ExampleChecker(native, joined);
  const problems: RuleProblem[] = [];
  for (const rule of rules) problems.push(...(await checker.checkRivals(rule)));
  return problems;
}

function ruleParts() {
  return Promise.all([
    import('../../rules/check-examples.ts'),
    import('../../rules/encode.ts'),
    import('../../native/load.ts'),
  ]);
}
