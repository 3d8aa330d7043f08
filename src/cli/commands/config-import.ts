import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { TomlTextError } from '../../model/toml-text.ts';
import { escapeControls } from '../../report/text-safety.ts';
import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { plural } from '../numbers.ts';
import { VeilCommand } from '../veil-command.ts';

export class ConfigImportCommand extends VeilCommand {
  static override paths = [['config', 'import']];
  static override operands = ['FILE'];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Turn a gitleaks configuration into a rule file (stdout); what has no counterpart is listed on stderr',
    examples: [['Keep your own rules', 'veil config import .gitleaks.toml > rules.toml']],
  });

  file = Option.String({ name: 'FILE' });

  async execute(): Promise<number> {
    const [{ importGitleaks }, { loadBuiltInRules }] = await Promise.all([
      import('../../rules/import-gitleaks.ts'),
      import('../../rules/built-in.ts'),
    ]);
    const { cwd, stdout, stderr } = this.context;
    const path = resolve(cwd, this.file);
    const taken = new Set(loadBuiltInRules().rules.map((rule) => rule.id));
    try {
      const { toml, ruleCount, leftOut } = importGitleaks(await readFile(path, 'utf8'), taken);
      stdout.write(toml);
      for (const line of leftOut) stderr.write(`left out: ${escapeControls(line)}\n`);
      stderr.write(
        `${plural(ruleCount, 'rule')} imported; veil rules check FILE checks them, veil scan --rules FILE uses them\n`,
      );
      return exitCodes.clean;
    } catch (error) {
      throw new Problem({
        what: 'the configuration cannot be imported',
        where: error instanceof TomlTextError ? `${path}:${error.line}` : path,
        why: error instanceof Error ? escapeControls(error.message) : String(error),
        next: ['veil config import reads the TOML of gitleaks 8.'],
      });
    }
  }
}
