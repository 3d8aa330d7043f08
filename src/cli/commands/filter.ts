import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { plural } from '../numbers.ts';
import { configOption, disableRuleOption, enableRuleOption } from '../rule-options.ts';
import { configOf, maskOf, ruleFilesOf, ruleSettings } from '../scan-options.ts';
import { oneOf } from '../values.ts';
import { VeilCommand } from '../veil-command.ts';

export class FilterCommand extends VeilCommand {
  static override paths = [['filter']];
  static override usage = Command.Usage({
    description: 'Copy standard input to standard output with every secret masked',
    details: `
      Reads and writes as it goes, in bounded memory. The end of what came is held back, some hundred kilobytes, until more
      comes or the input ends: a secret may go on there. Comments that take findings back, baselines and the exception
      registry do not hold here: a secret is masked in any case.

      Exit status: 0 all was copied, however much was masked; 2 an error: the copy is incomplete.
    `,
    examples: [
      ['Keep secrets out of a build log', 'make 2>&1 | veil filter > build.log'],
      ['Show nothing at all of them', 'cat app.log | veil filter --redact'],
    ],
  });

  redact = Option.String('--redact', {
    tolerateBoolean: true,
    description: '[=N] Mask secrets whole, or the last N percent of each',
  });
  maskMode = Option.String('--mask-mode', { description: '[MODE] redact, or partial (the default)' });
  quiet = Option.Boolean('-q,--quiet', false, { description: 'Do not tell how many secrets were masked' });
  config = configOption();
  enableRule = enableRuleOption();
  disableRule = disableRuleOption();
  rules = Option.Array('--rules', { description: '[FILE] Rules of your own, beside the built-in ones (repeat)' });
  showLowConfidence = Option.Boolean('--show-low-confidence', false, {
    description: 'Mask findings of low confidence, too',
  });
  stdinFilename = Option.String('--stdin-filename', 'stdin', {
    description: '[NAME] To judge rules with path conditions by',
  });

  async execute(): Promise<number> {
    const { context, quiet } = this;
    // An unmasked copy is what cat(1) makes.
    if (this.maskMode !== undefined) oneOf('--mask-mode', this.maskMode, ['redact', 'partial']);
    const mask = maskOf({ redact: this.redact, maskMode: this.maskMode, unsafe: false });
    const { values: config, itemPlace } = await configOf(context, this.config, quiet);
    const settings = { ...ruleSettings(config, this), signal: context.signal };
    const [{ loadCatalogue }, { filterStream }, { checkRuleIds }] = await Promise.all([
      import('../scan-parts.ts'),
      import('../filter-stream.ts'),
      import('../rule-ids.ts'),
    ]);
    const ruleFiles = ruleFilesOf(config, this.rules);
    const catalogue = await loadCatalogue({ context, quiet, ruleFiles });
    checkRuleIds(settings, catalogue, itemPlace);
    const masked = await filterStream(catalogue, context.stdin, context.stdout, this.stdinFilename, mask, settings);
    if (!quiet) context.stderr.write(`${plural(masked, 'secret')} masked\n`);
    return exitCodes.clean;
  }
}
