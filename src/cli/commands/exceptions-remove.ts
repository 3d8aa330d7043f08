import { Command, Option } from '../command-definition.ts';
import { ExceptionsCommand } from '../exceptions/exceptions-command.ts';
import { exitCodes } from '../exit-codes.ts';

export class ExceptionsRemoveCommand extends ExceptionsCommand {
  static override paths = [['exceptions', 'remove']];
  static override usage = Command.Usage({
    category: 'Exceptions',
    description: 'Remove an exception: its finding counts again',
    examples: [['Remove one', 'veil exceptions remove fx_abcdefghijklmnopqrstuvwxyz']],
  });

  dryRun = Option.Boolean('--dry-run', false, { description: 'Say what would be removed and write nothing' });
  id = Option.String({ name: 'ID', required: true });

  async execute(): Promise<number> {
    await this.change(this.dryRun, (registry) => registry.remove(this.entryOf(registry, this.id).id));
    this.context.stdout.write(`${this.dryRun ? 'would be ' : ''}removed: ${this.id}\n`);
    return exitCodes.clean;
  }
}
