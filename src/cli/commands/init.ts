import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { Command } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { VeilCommand } from '../veil-command.ts';

export class InitCommand extends VeilCommand {
  static override paths = [['init']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Write a first veil.toml into the current folder',
    details: `
      Every key stands there as a comment with its default: it changes nothing until you uncomment a line. The file holds
      for what is scanned in its folder and below it.
    `,
    examples: [['In the root of a repository', 'veil init']],
  });

  async execute(): Promise<number> {
    const { configKeyNames, configKeys } = await import('../../config/keys.ts');
    const lines = [
      '# Configuration of veil, for what is scanned in this folder and below. What is commented out is the default.',
      '# Globs are lines as in a .gitignore of this folder.',
    ];
    let section = '';
    for (const key of configKeyNames) {
      const [keySection = '', name] = key.split('.');
      if (keySection !== section) lines.push('', `[${keySection}]`);
      section = keySection;
      const { initial, takes } = configKeys[key];
      lines.push(`# ${name} = ${JSON.stringify(initial)}  # ${takes}`);
    }
    const path = join(this.context.cwd, 'veil.toml');
    await create(path, `${lines.join('\n')}\n`);
    this.context.stdout.write(`wrote ${path}\nNext: veil scan\n`);
    return exitCodes.clean;
  }
}

async function create(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    throw new Problem({
      what: 'veil.toml was not written',
      where: path,
      why: error instanceof Error ? error.message : String(error),
      next: ['veil config check tells whether the one that is there is right.'],
    });
  }
}
