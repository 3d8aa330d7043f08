import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { plural } from '../numbers.ts';
import { VeilCommand } from '../veil-command.ts';

export class ConfigCheckCommand extends VeilCommand {
  static override paths = [['config', 'check']];
  static override operands = ['[FILE]'];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Check a configuration file: unknown keys, wrong values, bad TOML, its rule files, ids of rules',
    examples: [['Check the one of this folder', 'veil config check veil.toml']],
  });

  file = Option.String({ name: 'FILE', required: false });

  async execute(): Promise<number> {
    const [{ parseConfig }, { loadCatalogue }, { checkRuleIds }] = await Promise.all([
      import('../../config/parse-config.ts'),
      import('../scan-parts.ts'),
      import('../rule-ids.ts'),
    ]);
    const { context } = this;
    const path = resolve(context.cwd, this.file ?? 'veil.toml');
    const { values, lines } = parseConfig(path, await readText(path));
    const catalogue = await loadCatalogue({ context, quiet: false, ruleFiles: values['rules.files'] ?? [] });
    const settings = { enableRules: values['rules.enable'] ?? [], disableRules: values['rules.disable'] ?? [] };
    checkRuleIds(settings, catalogue, (list) => `${path}:${lines[list]}: ${list}`);
    context.stdout.write(`${path}: ${plural(Object.keys(values).length, 'key')}, all known\n`);
    return exitCodes.clean;
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new Problem({
      what: 'the configuration cannot be read',
      where: path,
      why: error instanceof Error ? error.message : String(error),
      next: ['veil init writes a first one.'],
    });
  }
}
