import { join, resolve } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { escapeControls } from '../../report/text-safety.ts';
import type { Rule, RuleProblem } from '../../rules/rule.ts';
import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
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
    const [{ loadUserRules }, { loadNative }, { formatProblem }] = await Promise.all([
      import('../../rules/user-rules.ts'),
      import('../../native/load.ts'),
      import('../../rules/rule.ts'),
    ]);
    const native = loadNative();
    const paths = this.files.map((path) => resolve(cwd, path));
    const { packageRoot } = await import('../../native/package-root.ts');
    const own = resolve(packageRoot(), 'rules');
    const areOwn = paths.every((path) => path === own || path.startsWith(`${own}/`));
    const taken = areOwn ? new Set<string>() : await builtInIds();
    const { rules, problems } = loadUserRules(paths, native, taken, { bounded: !areOwn });
    const all = [...problems];
    if (!problems.some((problem) => problem.level === 'error')) {
      all.push(...(await exampleProblems(rules)), ...(await literalProblems(rules)));
    }
    for (const problem of all) stdout.write(`${escapeControls(formatProblem(problem))}\n`);
    const errors = all.filter((problem) => problem.level === 'error').length;
    if (errors > 0) {
      throw new Problem({
        what: `${errors} ${errors === 1 ? 'error' : 'errors'} in ${rules.length} readable rules`,
        next: ['docs/writing-rules.md explains each key.'],
      });
    }
    const examples = rules.reduce((sum, rule) => sum + rule.examples.length + rule.counterExamples.length, 0);
    stdout.write(`${rules.length} rules, ${examples} examples: all as they should be\n`);
    return exitCodes.clean;
  }
}

async function builtInIds(): Promise<ReadonlySet<string>> {
  const { loadBuiltInRules } = await import('../../rules/built-in.ts');
  return new Set(loadBuiltInRules().rules.map((rule) => rule.id));
}

async function literalProblems(rules: readonly Rule[]): Promise<RuleProblem[]> {
  const [{ commonLiteralProblems }, { packageRoot }] = await Promise.all([
    import('../../rules/common-literals.ts'),
    import('../../native/package-root.ts'),
  ]);
  return commonLiteralProblems(rules, join(packageRoot(), 'native'));
}

async function exampleProblems(rules: readonly Rule[]): Promise<RuleProblem[]> {
  const [{ ExampleChecker }, { encodeRules }, { loadNative }] = await Promise.all([
    import('../../rules/check-examples.ts'),
    import('../../rules/encode.ts'),
    import('../../native/load.ts'),
  ]);
  const native = loadNative();
  const checker = new ExampleChecker(native, encodeRules(rules, native.layout));
  const problems: RuleProblem[] = [];
  for (const rule of rules) problems.push(...(await checker.check(rule)));
  return problems;
}
