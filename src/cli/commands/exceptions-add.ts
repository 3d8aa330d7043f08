import { userInfo } from 'node:os';
import { Problem } from '../../errors/problem.ts';
import { isFindingId } from '../../model/finding-id.ts';
import { type ExceptionEntry, type Registry, statusOf, timestampOf } from '../../registry/index.ts';
import { Command, Option } from '../command-definition.ts';
import { entryLines } from '../exceptions/entry-output.ts';
import { EXPIRES_FORMS, ExceptionsCommand, expiryOf } from '../exceptions/exceptions-command.ts';
import { exitCodes } from '../exit-codes.ts';

export class ExceptionsAddCommand extends ExceptionsCommand {
  static override paths = [['exceptions', 'add']];
  static override usage = Command.Usage({
    category: 'Exceptions',
    description: 'Except a finding, with a reason and, better, an end',
    details: `
      The ID is the one that a scan prints with the finding. An exception that is there already gets the new reason
      and whatever else is given; who created it and when stays. Without --expires a new exception never expires.
    `,
    examples: [
      ['For thirty days', 'veil exceptions add fx_abcdefghijklmnopqrstuvwxyz --reason test --expires 30d'],
      ['See what would be written', 'veil exceptions add fx_abcdefghijklmnopqrstuvwxyz --reason "docs" --dry-run'],
    ],
  });

  reason = Option.String('--reason', { description: '[TEXT] Why this finding is no leak', required: true });
  owner = Option.String('--owner', { description: '[NAME] Who answers for it' });
  ticket = Option.String('--ticket', { description: '[ID] Where it was decided' });
  rule = Option.String('--rule', { description: '[ID] The rule, for people who read the registry' });
  filePath = Option.String('--path', { description: '[PATH] The file, for people who read the registry' });
  expires = Option.String('--expires', { description: `[WHEN] ${EXPIRES_FORMS}` });
  dryRun = Option.Boolean('--dry-run', false, { description: 'Show the entry and write nothing' });
  id = Option.String({ name: 'ID', required: true });

  async execute(): Promise<number> {
    const now = new Date();
    if (this.reason.trim() === '') throw new Problem({ what: 'the reason is empty', where: '--reason' });
    const { entry, isNew } = await this.change(this.dryRun, (registry) => this.#put(registry, now));
    const { stdout, stderr } = this.context;
    stdout.write(`${this.dryRun ? 'would be ' : ''}${isNew ? 'added' : 'changed'}:\n${entryLines(entry, now)}`);
    if (statusOf(entry, now) === 'expired')
      stderr.write('warning: this exception has expired already: it has no effect\n');
    return exitCodes.clean;
  }

  #put(registry: Registry, now: Date): { entry: ExceptionEntry; isNew: boolean } {
    const old = registry.get(this.id);
    if (old === undefined) this.#checkId();
    const entry: ExceptionEntry = {
      ...(old ?? { id: this.id, createdAt: timestampOf(now), createdBy: userName(this.context.env) }),
      reason: this.reason,
      ...(this.expires === undefined ? {} : { expiresAt: expiryOf(this.expires, now) }),
      ...(this.owner === undefined ? {} : { owner: this.owner }),
      ...(this.ticket === undefined ? {} : { ticket: this.ticket }),
      ...(this.rule === undefined ? {} : { rule: this.rule }),
      ...(this.filePath === undefined ? {} : { path: this.filePath }),
    };
    registry.put(entry);
    return { entry, isNew: old === undefined };
  }

  #checkId(): void {
    if (isFindingId(this.id)) return;
    throw new Problem({
      what: `"${this.id}" is no id of a finding`,
      why: 'an id is fx_ and 26 letters a to z and digits 2 to 7',
      next: ['A scan prints the id with each finding:', 'veil scan .'],
    });
  }
}

/** Who runs this, as CI or the system knows them. */
function userName(env: Readonly<Record<string, string | undefined>>): string {
  const fromCi = env.GITHUB_ACTOR ?? env.GITLAB_USER_LOGIN;
  if (fromCi) return fromCi;
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user that has no name.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
