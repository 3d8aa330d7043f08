/** The options by which a command shows rules as a scan from here would have them. */
import { isAbsolute, relative } from 'node:path';
import type { RuleCatalogue, RuleInfo } from '../rules/catalogue.ts';
import { Option } from './command-definition.ts';
import { configOf, ruleSettings } from './scan-options.ts';
import { VeilCommand } from './veil-command.ts';

export interface ShownRules {
  readonly catalogue: RuleCatalogue;
  /** What the rule's own default, the configuration and the options come to. */
  readonly isOn: (rule: RuleInfo) => boolean;
}

export abstract class RulesCommand extends VeilCommand {
  config = Option.String('-c,--config', {
    description: '[FILE] Configuration (default: the nearest veil.toml upward)',
  });
  rules = Option.Array('--rules', {
    description: '[FILE] Rules of your own: a TOML file or a folder of them, beside the built-in ones (repeat)',
  });
  enableRule = Option.Array('--enable-rule', {
    description: '[ID] Switch a rule on that is off by default (repeat, or a,b)',
  });
  disableRule = Option.Array('--disable-rule', { description: '[ID] Switch a rule off (repeat, or a,b)' });

  /** `Problem` for what is wrong with the options, the configuration or a rule file. */
  protected async shownRules(): Promise<ShownRules> {
    const { context } = this;
    const config = await configOf(context, this.config, false);
    const settings = ruleSettings(config, { ...this, showLowConfidence: false });
    const [{ loadCatalogue }, { checkRuleIds }] = await Promise.all([
      import('./scan-parts.ts'),
      import('./run-scan.ts'),
    ]);
    const ruleFiles = [...config['rules.files'], ...(this.rules ?? [])];
    const catalogue = await loadCatalogue({ context, quiet: false, ruleFiles });
    checkRuleIds(settings, catalogue);
    const { enableRules, disableRules } = settings;
    const isOn = ({ id, offByDefault }: RuleInfo): boolean =>
      !disableRules.includes(id) && (!offByDefault || enableRules.includes(id));
    return { catalogue, isOn };
  }

  /** The file of a rule: of a built-in one in veil's package, of a user's as a person here would name it. */
  protected sourceOf({ source }: RuleInfo): string {
    if (!isAbsolute(source)) return source;
    const fromHere = relative(this.context.cwd, source);
    return fromHere.startsWith('../') ? source : fromHere;
  }
}
