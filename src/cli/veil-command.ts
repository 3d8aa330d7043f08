/** What every command gets. To add a command, write one file in commands/ that exports one class: the build collects it. */
import type { BaseContext } from 'clipanion';
import { type AnyContext, Command } from './command-definition.ts';
import type { Output } from './output.ts';

export interface VeilContext extends Omit<BaseContext, 'stdout' | 'stderr'> {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The words after `veil`, to be printed in "run again" hints. */
  readonly argv: readonly string[];
  /** Absolute; paths that were typed are relative to it. */
  readonly cwd: string;
  /** Fires on SIGINT and SIGTERM: stop within a second; main.ts sets the exit status. */
  readonly signal: AbortSignal;
}

/**
 * `execute` answers the exit status (see exit-codes.ts), writes the report to `context.stdout` and everything for people
 * to `context.stderr`, and throws a `Problem` for what the user can mend. Import heavy modules inside `execute`, not at
 * the top: `veil --help` loads every command's file.
 */
export abstract class VeilCommand extends Command<AnyContext> {
  declare context: VeilContext;

  /** The words after the options as the usage line shows them, where their definition does not say it (`Option.Rest`). */
  static operands?: readonly string[];

  abstract override execute(): Promise<number>;
}
