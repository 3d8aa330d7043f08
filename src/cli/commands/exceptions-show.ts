import { Command, Option } from '../command-definition.ts';
import { entryJson, entryLines } from '../exceptions/entry-output.ts';
import { ExceptionsCommand } from '../exceptions/exceptions-command.ts';
import { exitCodes } from '../exit-codes.ts';
import { oneOf } from '../values.ts';

export class ExceptionsShowCommand extends ExceptionsCommand {
  static override paths = [['exceptions', 'show']];
  static override usage = Command.Usage({
    category: 'Exceptions',
    description: 'Show one exception with everything that is known of it',
    examples: [['One exception', 'veil exceptions show fx_abcdefghijklmnopqrstuvwxyz']],
  });

  format = Option.String('--format', 'text', { description: '[FORMAT] text (the default) or json' });
  id = Option.String({ name: 'ID', required: true });

  async execute(): Promise<number> {
    const now = new Date();
    const format = oneOf('--format', this.format, ['text', 'json'] as const);
    const entry = this.entryOf(await this.load(), this.id);
    const text =
      format === 'json' ? `${JSON.stringify(entryJson(entry, now), undefined, 2)}\n` : entryLines(entry, now);
    this.context.stdout.write(text);
    return exitCodes.clean;
  }
}
