import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { oneOf } from '../values.ts';
import { VeilCommand } from '../veil-command.ts';

const FORMATS = ['text', 'json'] as const;

export class RulesListCommand extends VeilCommand {
  static override paths = [['rules', 'list']];
  static override usage = Command.Usage({
    category: 'Rules',
    description: 'List the rules: id, severity, whether it is on, what it finds',
    examples: [
      ['All rules', 'veil rules list'],
      ['Those of one family', 'veil rules list --tag cloud'],
      ['For a program', 'veil rules list --format json'],
    ],
  });

  tag = Option.String('--tag', { description: '[TAG] Only rules of this family (cloud, payment, pii, …)' });
  format = Option.String('-f,--format', { description: '[FORMAT] text (the default) or json' });

  async execute(): Promise<number> {
    const { loadBuiltInRules } = await import('../../rules/built-in.ts');
    const { stdout, stderr } = this.context;
    const format = oneOf('--format', this.format ?? 'text', FORMATS);
    const rules = loadBuiltInRules()
      .rules.filter((rule) => this.tag === undefined || rule.tags.includes(this.tag))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (format === 'json') {
      stdout.write(`${JSON.stringify(rules, null, 2)}\n`);
      return exitCodes.clean;
    }
    const width = Math.max(...rules.map((rule) => rule.id.length), 0);
    for (const rule of rules) {
      const state = rule.offByDefault ? 'off' : 'on ';
      stdout.write(`${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${state}  ${rule.description}\n`);
    }
    stderr.write(`${rules.length} rules, ${rules.filter((rule) => rule.offByDefault).length} of them off by default\n`);
    return exitCodes.clean;
  }
}
