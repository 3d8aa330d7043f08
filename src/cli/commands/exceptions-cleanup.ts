import { statusOf } from '../../registry/index.ts';
import { Command, Option } from '../command-definition.ts';
import { ExceptionsCommand } from '../exceptions/exceptions-command.ts';
import { exitCodes } from '../exit-codes.ts';
import { plural } from '../numbers.ts';

export class ExceptionsCleanupCommand extends ExceptionsCommand {
  static override paths = [['exceptions', 'cleanup']];
  static override usage = Command.Usage({
    category: 'Exceptions',
    description: 'Remove exceptions that are of no use any more',
    details: `
      --expired (the default): those that have expired. --unused: those that matched nothing in a scan. For --unused,
      veil scans the registry's root, or reads the reports of the scans that you name; name the report of a history
      scan, too, if there are exceptions for findings in the history.
    `,
    examples: [
      ['See what would go', 'veil exceptions cleanup --expired --dry-run'],
      [
        'Remove what two scans did not need',
        'veil exceptions cleanup --unused --report tree.json --report history.json',
      ],
    ],
  });

  expired = Option.Boolean('--expired', false, { description: 'Remove those that have expired' });
  unused = Option.Boolean('--unused', false, { description: 'Remove those that matched nothing in a scan' });
  reports = Option.Array('--report', {
    description: '[FILE] With --unused: a json or jsonl report of a scan (repeat)',
  });
  dryRun = Option.Boolean('--dry-run', false, { description: 'Say what would be removed and write nothing' });

  async execute(): Promise<number> {
    const now = new Date();
    const seen = this.unused ? await this.#seenIds() : undefined;
    const isExpiredWanted = this.expired || !this.unused;
    const removed = await this.change(this.dryRun, (registry) => {
      const useless = registry
        .entries()
        .filter((entry) => (isExpiredWanted && statusOf(entry, now) === 'expired') || seen?.has(entry.id) === false);
      for (const { id } of useless) registry.remove(id);
      return useless;
    });
    const verb = this.dryRun ? 'would be removed' : 'removed';
    for (const { id } of removed) this.context.stdout.write(`${verb}: ${id}\n`);
    this.context.stderr.write(`${plural(removed.length, 'exception')} ${verb}\n`);
    return exitCodes.clean;
  }

  async #seenIds(): Promise<ReadonlySet<string>> {
    const { seenIds } = await import('../exceptions/seen-ids.ts');
    return seenIds(this.registryPath(), this.reports, this.context);
  }
}
