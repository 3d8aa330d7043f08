import { Command, Option } from '../command-definition.ts';
import { entryLines } from '../exceptions/entry-output.ts';
import { EXPIRES_FORMS, ExceptionsCommand, expiryOf } from '../exceptions/exceptions-command.ts';
import { exitCodes } from '../exit-codes.ts';

export class ExceptionsRenewCommand extends ExceptionsCommand {
  static override paths = [['exceptions', 'renew']];
  static override usage = Command.Usage({
    category: 'Exceptions',
    description: 'Give an exception a new end; all else stays',
    examples: [['Thirty days from now', 'veil exceptions renew fx_abcdefghijklmnopqrstuvwxyz --expires 30d']],
  });

  expires = Option.String('--expires', { description: `[WHEN] ${EXPIRES_FORMS}`, required: true });
  dryRun = Option.Boolean('--dry-run', false, { description: 'Show the entry and write nothing' });
  id = Option.String({ name: 'ID', required: true });

  async execute(): Promise<number> {
    const now = new Date();
    const expiresAt = expiryOf(this.expires, now);
    const entry = await this.change(this.dryRun, (registry) => {
      const renewed = { ...this.entryOf(registry, this.id), expiresAt };
      registry.put(renewed);
      return renewed;
    });
    this.context.stdout.write(`${this.dryRun ? 'would be ' : ''}renewed:\n${entryLines(entry, now)}`);
    return exitCodes.clean;
  }
}
