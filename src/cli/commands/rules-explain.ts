import { escapeControls } from '../../report/text-safety.ts';
import type { RuleInfo } from '../../rules/catalogue.ts';
import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { unknownRule } from '../rule-ids.ts';
import { RulesCommand } from '../rules-command.ts';
import { wrap } from '../wrap.ts';

const WIDTH = 80;
const LABEL_WIDTH = 12;

export class RulesExplainCommand extends RulesCommand {
  static override paths = [['rules', 'explain']];
  static override operands = ['ID'];
  static override usage = Command.Usage({
    category: 'Rules',
    description: 'Show what a rule finds, why it may be wrong, and where the credential is rotated',
    examples: [
      ['One rule', 'veil rules explain github-pat'],
      ['One of your own', 'veil rules explain acme-deploy-token --rules acme.toml'],
    ],
  });

  id = Option.String({ name: 'ID' });

  async execute(): Promise<number> {
    const { catalogue, isOn } = await this.shownRules();
    const rule = catalogue.rules.find(({ id }) => id === this.id);
    if (rule === undefined) throw unknownRule(this.id, catalogue);
    const [{ ruleText }, { heldValues }, { loadNative }, advice] = await Promise.all([
      import('../../rules/rule-source.ts'),
      import('../../rules/held-values.ts'),
      import('../../native/load.ts'),
      import('../../rules/advice.ts'),
    ]);
    const source = ruleText(rule);
    const harmless = advice.whenHarmless(rule, source ?? '');
    const held = heldValues(rule, loadNative().layout);
    const lines = [
      ...facts(rule, isOn(rule), this.sourceOf(rule), { harmless, rotate: advice.howToRotate(rule) }),
      ...(source === undefined ? [] : indented(source.replaceAll('\t', '    ').split('\n'))),
      ...(held.length === 0 ? [] : ['', 'What it does not say, and what holds then:', ...indented(held)]),
    ];
    this.context.stdout.write(lines.map((line) => `${escapeControls(line)}\n`).join(''));
    return exitCodes.clean;
  }
}

function indented(lines: readonly string[]): string[] {
  return ['', ...lines.map((line) => (line === '' ? '' : `    ${line}`))];
}

function facts(
  rule: RuleInfo,
  isOn: boolean,
  source: string,
  advice: { readonly harmless: string; readonly rotate: string },
): string[] {
  const labelled = (label: string, text: string): string[] =>
    wrap(text, WIDTH - LABEL_WIDTH).map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`);
  return [
    `${rule.id}: ${rule.description}`,
    '',
    ...labelled('provider', rule.provider),
    ...labelled('severity', rule.severity),
    ...labelled('by default', rule.offByDefault ? `off; switch it on with --enable-rule ${rule.id}` : 'on'),
    ...(isOn === rule.offByDefault
      ? labelled('here', `${isOn ? 'on' : 'off'}, by the configuration or an option`)
      : []),
    ...labelled('families', rule.tags.join(', ') || 'none'),
    ...labelled('may be', advice.harmless),
    ...labelled('rotate', advice.rotate),
    ...(rule.reference === undefined ? [] : labelled('reference', rule.reference)),
    ...labelled('defined in', source),
  ];
}
