/** The program `veil`: runs one command and leaves with its exit status. The only place that touches the process itself. */
import { parseCommandLine } from './command-line.ts';
import { exitCodes } from './exit-codes.ts';
import { openOutput, whenWritten } from './output.ts';
import { showError } from './show-error.ts';
import type { VeilContext } from './veil-command.ts';
import { veilVersion } from './version.ts';

/** After a signal, commands have this long to clean up. */
const SIGNAL_GRACE_MS = 900;

const interruption = new AbortController();
const stdout = openOutput(1, () => process.stdout);
const stderr = openOutput(2, () => process.stderr);
let outputFailure: Error | undefined;

process.once('SIGINT', () => stopFor(exitCodes.interrupted));
process.once('SIGTERM', () => stopFor(exitCodes.terminated));
// Whoever read the report has gone away: that is no crash, and the exit status still tells what was found.
// A full disk is another matter: the report is not there.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') outputFailure = error;
});
stderr.on('error', () => undefined);

// Until a command has answered, nothing was found out: whatever ends the process now must not look like "clean", and what
// node itself ends a crash with, 1, would look like "findings".
process.exitCode = exitCodes.error;
process.once('uncaughtException', (error) => {
  stderr.write(showError(error, process.env));
  process.exit(exitCodes.error);
});
main().then((status) => {
  process.exitCode = status;
  // Threads or timers that a failed command left behind must not keep the process alive.
  whenWritten(stdout, () => process.exit());
});

async function main(): Promise<number> {
  const context: VeilContext = {
    env: process.env,
    // Opening it costs, and few commands read it.
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
    colorDepth: process.env.NO_COLOR || stdout.isTTY !== true ? 1 : process.stdout.getColorDepth(),
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    signal: interruption.signal,
  };
  let status: number;
  try {
    const run = await parseCommandLine(context, veilVersion);
    status = await run();
  } catch (error) {
    status = exitCodes.error;
    if (!interruption.signal.aborted) stderr.write(showError(error, process.env));
  }
  if (interruption.signal.aborted) return interruption.signal.reason as number;
  if (outputFailure === undefined) return status;
  stderr.write(`error: the output could not be written: ${outputFailure.message}\n`);
  return exitCodes.error;
}

function stopFor(exitCode: number): void {
  interruption.abort(exitCode);
  // A second Ctrl-C, or a command that does not stop, ends the process at once.
  process.once('SIGINT', () => process.exit(exitCode));
  setTimeout(() => process.exit(exitCode), SIGNAL_GRACE_MS).unref();
}
