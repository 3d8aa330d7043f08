import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { VeilCommand } from '../veil-command.ts';

export class ConfigCheckCommand extends VeilCommand {
  static override paths = [['config', 'check']];
  static override operands = ['[FILE]'];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Check a configuration file: unknown keys, wrong values, bad TOML',
    examples: [['Check the one of this folder', 'veil config check veil.toml']],
  });

  file = Option.String({ name: 'FILE', required: false });

  async execute(): Promise<number> {
    const { parseConfig } = await import('../../config/parse-config.ts');
    const { cwd, stdout } = this.context;
    const path = resolve(cwd, this.file ?? 'veil.toml');
    const keys = Object.keys(parseConfig(path, await readText(path)));
    stdout.write(`${path}: ${keys.length} keys, all known\n`);
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
