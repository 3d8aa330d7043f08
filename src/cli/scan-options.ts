/** What options and configuration mean, for every command that has them. */
import type { Config } from '../config/keys.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { Problem } from '../errors/problem.ts';
import type { Mask } from '../report/mask.ts';
import { escapeControls } from '../report/text-safety.ts';
import type { RuleInfo } from '../rules/catalogue.ts';
import type { ScanSettings } from '../scan/scan.ts';
import { oneOf, wholeNumber } from './values.ts';
import type { VeilContext } from './veil-command.ts';

const MASK_MODES = ['redact', 'partial', 'plain'] as const;

/** `--redact[=N]`, `--mask-mode`, `--unsafe`; `Problem` where they contradict each other. */
export function maskOf(given: {
  redact: string | boolean | undefined;
  maskMode: string | undefined;
  unsafe: boolean;
}): Mask {
  const { redact, maskMode, unsafe } = given;
  if ([redact !== undefined, maskMode !== undefined, unsafe].filter(Boolean).length > 1)
    throw new Problem({
      what: '--redact, --mask-mode and --unsafe contradict each other',
      next: ['Use one of them.'],
    });
  if (unsafe) return { kind: 'plain' };
  if (maskMode !== undefined) return { kind: oneOf('--mask-mode', maskMode, MASK_MODES) };
  if (typeof redact === 'string') return { kind: 'percent', percent: wholeNumber('--redact', redact, 0, 100) };
  return { kind: redact === true ? 'redact' : 'partial' };
}

/** `--config`, or what is found for the paths (absolute) that are scanned; what it takes away is told on stderr. */
export async function configOf(
  { cwd, env, stderr }: VeilContext,
  named: string | undefined,
  quiet: boolean,
  scannedPaths: readonly string[] = [],
): Promise<LoadedConfig> {
  const { loadConfig } = await import('../config/load-config.ts');
  const loaded = loadConfig({
    startFolder: cwd,
    scannedPaths,
    ...(named === undefined ? {} : { named }),
    ...(env.VEIL_ORG_CONFIG === undefined ? {} : { organisation: env.VEIL_ORG_CONFIG }),
  });
  if (!quiet) for (const notice of loaded.notices) stderr.write(`note: ${escapeControls(notice)}\n`);
  return loaded;
}

/** Which rules hold: the configuration's word, and the options'. */
export function ruleSettings(
  config: Config,
  given: {
    enableRule: readonly string[] | undefined;
    disableRule: readonly string[] | undefined;
    showLowConfidence: boolean;
  },
) {
  return {
    enableRules: [...config['rules.enable'], ...listed(given.enableRule)],
    disableRules: [...config['rules.disable'], ...listed(given.disableRule)],
    minConfidence:
      given.showLowConfidence || config['rules.show-low-confidence'] ? ('low' as const) : ('medium' as const),
  };
}

/** The configuration's files of rules, and those of `--rules`. */
export function ruleFilesOf(config: Config, rules: readonly string[] | undefined): string[] {
  return [...config['rules.files'], ...(rules ?? [])];
}

/** What the rule's own default and the two lists come to. */
export function isRuleOn(
  { id, offByDefault }: Pick<RuleInfo, 'id' | 'offByDefault'>,
  { enableRules = [], disableRules = [] }: Pick<ScanSettings, 'enableRules' | 'disableRules'>,
): boolean {
  return !disableRules.includes(id) && (!offByDefault || enableRules.includes(id));
}

/** `--enable-rule a,b --enable-rule c` */
function listed(values: readonly string[] | undefined): string[] {
  return (values ?? []).flatMap((value) => value.split(',')).filter((value) => value !== '');
}
