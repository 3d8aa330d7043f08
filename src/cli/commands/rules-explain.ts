import { Problem } from '../../errors/problem.ts';
import type { RuleInfo } from '../../rules/catalogue.ts';
import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { nearest } from '../nearest.ts';
import { VeilCommand } from '../veil-command.ts';

export class RulesExplainCommand extends VeilCommand {
  static override paths = [['rules', 'explain']];
  static override operands = ['ID'];
  static override usage = Command.Usage({
    category: 'Rules',
    description: 'Show what a rule finds, why it may be wrong, and where the credential is rotated',
    examples: [['One rule', 'veil rules explain github-pat']],
  });

  id = Option.String({ name: 'ID' });

  async execute(): Promise<number> {
    const { loadBuiltInRules } = await import('../../rules/built-in.ts');
    const { rules } = loadBuiltInRules();
    const rule = rules.find(({ id }) => id === this.id);
    if (rule === undefined) throw unknownRule(this.id, rules);
    const [{ ruleText }, advice] = await Promise.all([
      import('../../rules/rule-source.ts'),
      import('../../rules/advice.ts'),
    ]);
    const source = ruleText(rule);
    const harmless = advice.whenHarmless(rule, source ?? '');
    this.context.stdout.write(explanation(rule, harmless, advice.howToRotate(rule), source));
    return exitCodes.clean;
  }
}

function unknownRule(id: string, rules: readonly RuleInfo[]): Problem {
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  return new Problem({
    what: `no rule is called "${id}"`,
    next: [near === undefined ? 'veil rules list shows all.' : `Is ${near} meant? veil rules list shows all.`],
  });
}

function explanation(rule: RuleInfo, harmless: string, rotate: string, source: string | undefined): string {
  const lines = [
    `${rule.id}: ${rule.description}`,
    '',
    `provider    ${rule.provider}`,
    `severity    ${rule.severity}`,
    `by default  ${rule.offByDefault ? `off; switch it on with --enable-rule ${rule.id}` : 'on'}`,
    `families    ${rule.tags.join(', ')}`,
    `may be      ${harmless}`,
    `rotate      ${rotate}`,
  ];
  if (rule.reference !== undefined) lines.push(`reference   ${rule.reference}`);
  lines.push(`defined in  ${rule.source}`);
  if (source !== undefined) lines.push('', ...source.split('\n').map((line) => (line === '' ? '' : `    ${line}`)));
  return `${lines.join('\n')}\n`;
}
