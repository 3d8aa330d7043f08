import { setTimeout as sleep } from 'node:timers/promises';
import { holderLines, inspectLock, takeLock } from '../../registry/index.ts';
import { Command, Option } from '../command-definition.ts';
import { ExceptionsCommand } from '../exceptions/exceptions-command.ts';
import { exitCodes } from '../exit-codes.ts';
import { oneOf, wholeNumber } from '../values.ts';

const LONGEST_HOLD_SECONDS = 3600;

export class ExceptionsLockStatusCommand extends ExceptionsCommand {
  static override paths = [['exceptions', 'lock-status']];
  static override usage = Command.Usage({
    category: 'Exceptions',
    description: "Say whether the registry's lock is free, and who holds it",
    details: `
      With --hold, take the lock (exclusive, or with --shared as a scan does) and keep it that long: to try out what
      a pipeline does when the registry is locked.
    `,
    examples: [
      ['Who holds it', 'veil exceptions lock-status'],
      ['Hold it for a minute', 'veil exceptions lock-status --hold 60'],
    ],
  });

  format = Option.String('--format', 'text', { description: '[FORMAT] text (the default) or json' });
  hold = Option.String('--hold', { description: '[SECONDS] Take the lock and keep it that long (at most 3600)' });
  shared = Option.Boolean('--shared', false, {
    description: 'With --hold: the shared lock instead of the exclusive one',
  });

  async execute(): Promise<number> {
    const format = oneOf('--format', this.format, ['text', 'json'] as const);
    if (this.hold !== undefined) return this.#hold(wholeNumber('--hold', this.hold, 0, LONGEST_HOLD_SECONDS));
    const status = this.unwrap(inspectLock(this.registryPath()));
    if (format === 'json') {
      this.context.stdout.write(`${JSON.stringify(status, undefined, 2)}\n`);
    } else {
      const holders = status.state === 'free' ? [] : holderLines(status.holders);
      this.context.stdout.write([`${status.state}: ${status.lockPath}`, ...holders, ''].join('\n'));
    }
    return exitCodes.clean;
  }

  async #hold(seconds: number): Promise<number> {
    const lock = this.unwrap(takeLock(this.registryPath(), this.shared ? 'shared' : 'exclusive'));
    this.context.stdout.write(
      `holding the ${this.shared ? 'shared' : 'exclusive'} lock for ${seconds} s: ${lock.path}\n`,
    );
    try {
      await sleep(seconds * 1000, undefined, { signal: this.context.signal });
    } catch (error) {
      if (!this.context.signal.aborted) throw error;
    } finally {
      lock.unlock();
    }
    return exitCodes.clean;
  }
}
