/** The options by which a command shows rules as a scan from here would have them. */
import { isAbsolute, relative } from 'node:path';
import type { RuleCatalogue, RuleInfo } from '../rules/catalogue.ts';
import { configOption, disableRuleOption, enableRuleOption, rulesOption } from './rule-options.ts';
import { configOf, isRuleOn, ruleFilesOf, ruleSettings } from './scan-options.ts';
import { VeilCommand } from './veil-command.ts';

export interface ShownRules {
  readonly catalogue: RuleCatalogue;
  /** What the rule's own default, the configuration and the options come to. */
  readonly isOn: (rule: RuleInfo) => boolean;
}

export abstract class RulesCommand extends VeilCommand {
  config = configOption();
  rules = rulesOption();
  enableRule = enableRuleOption();
  disableRule = disableRuleOption();

  /** `Problem` for what is wrong with the options, the configuration or a rule file. */
  protected async shownRules(): Promise<ShownRules> {
    const { context } = this;
    // What the configuration leaves out of a scan is none of the rules' business; explain and list say which are off.
    const { values: config, itemPlace } = await configOf(context, this.config, true);
    const settings = ruleSettings(config, { ...this, showLowConfidence: false });
    const [{ loadCatalogue }, { checkRuleIds }] = await Promise.all([
      import('./scan-parts.ts'),
      import('./rule-ids.ts'),
    ]);
    const ruleFiles = ruleFilesOf(config, this.rules);
    const catalogue = await loadCatalogue({ context, quiet: false, ruleFiles });
    checkRuleIds(settings, catalogue, itemPlace);
    return { catalogue, isOn: (rule) => isRuleOn(rule, settings) };
  }

  /** The file of a rule: of a built-in one in veil's package, of a user's as a person here would name it. */
  protected sourceOf({ source }: RuleInfo): string {
    if (!isAbsolute(source)) return source;
    const fromHere = relative(this.context.cwd, source);
    return fromHere.startsWith('../') ? source : fromHere;
  }
}
