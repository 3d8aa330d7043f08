import { Command, Option } from '../command-definition.ts';
import { VeilCommand } from '../veil-command.ts';

export class PreCommitInitCommand extends VeilCommand {
  static override paths = [['pre-commit', 'init']];
  static override operands = ['[PATH]'];
  static override usage = Command.Usage({
    description: 'Let git scan what is staged before each commit',
    details: `
      Writes the pre-commit hook of the repository, or adds a block to the one that is there: where core.hooksPath says,
      in .husky/ when the project uses husky, else in .git/hooks. Running it again changes nothing. Delete the block to
      undo it.
    `,
    examples: [
      ['Install the hook', 'veil pre-commit init'],
      ['See what would be written', 'veil pre-commit init --dry-run'],
    ],
  });

  target = Option.String({ name: 'PATH', required: false });
  dryRun = Option.Boolean('--dry-run', false, { description: 'Only show the hook' });

  async execute(): Promise<number> {
    const { installHook } = await import('../pre-commit-hook.ts');
    const { path, text, change } = await installHook(this.context, this.target ?? '.', this.dryRun);
    const { stdout } = this.context;
    if (this.dryRun) stdout.write(`${path} would be ${change}:\n\n${text}`);
    else if (change === 'unchanged') stdout.write(`${path} has the hook already\n`);
    else stdout.write(`${path} ${change}: veil scans what is staged before each commit\n`);
    stdout.write('To undo: delete the lines between "# >>> veil" and "# <<< veil" there.\n');
    stdout.write('To skip it once: git commit --no-verify\n');
    return 0;
  }
}
