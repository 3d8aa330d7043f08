import { escapeControls } from '../../report/text-safety.ts';
import { Command } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { configOption } from '../rule-options.ts';
import { VeilCommand } from '../veil-command.ts';

export class ConfigDumpCommand extends VeilCommand {
  static override paths = [['config', 'dump']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Show each key of the configuration, its value, and the file that set it',
    examples: [['What holds in this folder', 'veil config dump']],
  });

  config = configOption();

  async execute(): Promise<number> {
    const [{ loadConfig }, { configKeyNames }] = await Promise.all([
      import('../../config/load-config.ts'),
      import('../../config/keys.ts'),
    ]);
    const { cwd, env, stdout, stderr } = this.context;
    const { values, origins, notices } = loadConfig({
      startFolder: cwd,
      ...(this.config === undefined ? {} : { named: this.config }),
      ...(env.VEIL_ORG_CONFIG === undefined ? {} : { organisation: env.VEIL_ORG_CONFIG }),
    });
    for (const key of configKeyNames) {
      // JSON's strings, numbers, booleans and arrays are TOML's, too.
      const line = `${key} = ${escapeControls(JSON.stringify(values[key]))}`;
      stdout.write(`${line.padEnd(40)} # ${escapeControls(origins[key] ?? 'built in')}\n`);
    }
    for (const notice of notices) stderr.write(`note: ${escapeControls(notice)}\n`);
    return exitCodes.clean;
  }
}
