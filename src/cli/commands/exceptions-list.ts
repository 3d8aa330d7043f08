import type { ExceptionEntry, Registry } from '../../registry/index.ts';
import { Command, Option } from '../command-definition.ts';
import { entryJson, entryTable, listedStatus } from '../exceptions/entry-output.ts';
import { ExceptionsCommand } from '../exceptions/exceptions-command.ts';
import { exitCodes } from '../exit-codes.ts';
import { oneOf } from '../values.ts';

const STATUSES = ['active', 'expiring', 'expired', 'unused'] as const;
type Status = (typeof STATUSES)[number];

export class ExceptionsListCommand extends ExceptionsCommand {
  static override paths = [['exceptions', 'list']];
  static override usage = Command.Usage({
    category: 'Exceptions',
    description: 'List the exceptions of the registry',
    details: `
      active: in force; expiring: in force for 30 days or less; expired: of no effect any more; unused: matched nothing
      in a scan. For unused, veil scans the registry's root, or reads the reports of the scans that you name.
    `,
    examples: [
      ['All of them', 'veil exceptions list'],
      ['What needs a decision soon, for a machine', 'veil exceptions list --status expiring --format json'],
      ['What matched nothing in two scans', 'veil exceptions list --status unused --report a.json --report b.json'],
    ],
  });

  status = Option.String('--status', {
    description: '[STATUS] Only those that are active, expiring, expired or unused',
  });
  format = Option.String('--format', 'table', { description: '[FORMAT] table (the default) or json' });
  reports = Option.Array('--report', {
    description: '[FILE] With --status unused: a json or jsonl report of a scan (repeat)',
  });

  async execute(): Promise<number> {
    const now = new Date();
    const format = oneOf('--format', this.format, ['table', 'json'] as const);
    const status = this.status === undefined ? undefined : oneOf('--status', this.status, STATUSES);
    const registry = await this.load();
    const entries = await this.#select(registry, status, now);
    if (format === 'json') {
      const document = { registry: registry.path, exceptions: entries.map((entry) => entryJson(entry, now)) };
      this.context.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    } else if (entries.length === 0) {
      this.context.stderr.write(`no ${status === undefined ? '' : `${status} `}exceptions in ${registry.path}\n`);
    } else {
      this.context.stdout.write(entryTable(entries, now));
    }
    return exitCodes.clean;
  }

  async #select(registry: Registry, status: Status | undefined, now: Date): Promise<ExceptionEntry[]> {
    const entries = registry.entries();
    switch (status) {
      case undefined:
        return entries;
      case 'active':
        return entries.filter((entry) => listedStatus(entry, now) !== 'expired');
      case 'expiring':
      case 'expired':
        return entries.filter((entry) => listedStatus(entry, now) === status);
      case 'unused': {
        const { seenIds } = await import('../exceptions/seen-ids.ts');
        const seen = await seenIds(registry.path, this.reports, this.context);
        return entries.filter(({ id }) => !seen.has(id));
      }
    }
  }
}
