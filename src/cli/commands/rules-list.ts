import { isAbsolute } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { grouped } from '../../report/grouped.ts';
import { escapeControls } from '../../report/text-safety.ts';
import type { RuleInfo } from '../../rules/catalogue.ts';
import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { plural } from '../numbers.ts';
import { RulesCommand } from '../rules-command.ts';
import { oneOf } from '../values.ts';

const FORMATS = ['text', 'json'] as const;

export class RulesListCommand extends RulesCommand {
  static override paths = [['rules', 'list']];
  static override usage = Command.Usage({
    category: 'Rules',
    description: 'List the rules: id, severity, whether it is on, what it finds',
    details: `
      Lists the rules that a scan from here would have: the built-in ones, and those of files that veil.toml or --rules
      names. With those, the file stands behind the description.
    `,
    examples: [
      ['All rules', 'veil rules list'],
      ['Those of one family', 'veil rules list --tag cloud'],
      ['With rules of your own', 'veil rules list --rules acme.toml'],
      ['For a program', 'veil rules list --format json'],
    ],
  });

  tag = Option.String('--tag', { description: '[TAG] Only rules of this family (cloud, payment, pii, …)' });
  format = Option.String('-f,--format', { description: '[FORMAT] text (the default) or json' });

  async execute(): Promise<number> {
    const { stdout, stderr } = this.context;
    const format = oneOf('--format', this.format ?? 'text', FORMATS);
    const { catalogue, isOn } = await this.shownRules();
    if (this.tag !== undefined) checkTag(this.tag, catalogue.rules);
    const rules = catalogue.rules
      .filter((rule) => this.tag === undefined || rule.tags.includes(this.tag))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (format === 'json') {
      const shown = rules.map((rule) => ({ ...rule, source: this.sourceOf(rule), on: isOn(rule) }));
      stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
      return exitCodes.clean;
    }
    const width = Math.max(...rules.map((rule) => rule.id.length), 0);
    for (const rule of rules) {
      const source = isAbsolute(rule.source) ? ` (${this.sourceOf(rule)})` : '';
      const cells = [rule.id.padEnd(width), rule.severity.padEnd(8), isOn(rule) ? 'on ' : 'off'];
      stdout.write(`${cells.join('  ')}  ${escapeControls(`${rule.description}${source}`)}\n`);
    }
    const off = rules.filter((rule) => !isOn(rule)).length;
    stderr.write(`${plural(rules.length, 'rule')}, ${grouped(off)} of them off\n`);
    return exitCodes.clean;
  }
}

/** A typo must not look like a family without rules. */
function checkTag(tag: string, rules: readonly RuleInfo[]): void {
  const known = [...new Set(rules.flatMap(({ tags }) => tags))].sort();
  if (known.includes(tag)) return;
  throw new Problem({ what: `no rule has the tag "${tag}"`, where: '--tag', next: [`It takes ${known.join(', ')}.`] });
}
