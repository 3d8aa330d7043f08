/** The words of the command line, made into one command to run; a usage error becomes a `Problem` with the nearest right word. */
import { commandModules } from '../generated/commands.ts';
import type { CommandClass } from './command-definition.ts';
import { CommandSet } from './command-set.ts';
import { exitCodes } from './exit-codes.ts';
import { type CommandHelp, commandHelp, overview } from './help.ts';
import { beginsWith, usageProblem } from './usage-problem.ts';
import { VeilCommand, type VeilContext } from './veil-command.ts';

/** Answers the command's `execute`, not called yet; or, where help or the version was asked for, what prints that. */
export async function parseCommandLine(context: VeilContext, version: () => string): Promise<() => Promise<number>> {
  const { argv } = context;
  if (argv[0] === '--version' || argv[0] === 'version') return print(context, `${version()}\n`);
  const wantsOverview = argv.length === 0 || argv[0] === 'help' || argv[0]?.startsWith('-') === true;
  const commands = new CommandSet(await commandsFor(wantsOverview ? '' : argv[0]));
  if (argv.length === 0) return refuse(context, help(commands, argv, version()));
  if (asksForHelp(argv)) return print(context, help(commands, argv, version()));
  try {
    const command = commands.commandFor(argv, context);
    return () => command.execute();
  } catch (error) {
    if (!isUsageError(error)) throw error;
    throw usageProblem(commands.descriptions(), argv, error);
  }
}

/** What every command is called and takes; for help and shell completion. */
export async function describeCommands(): Promise<readonly CommandHelp[]> {
  return new CommandSet(await commandsFor('')).descriptions();
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return argv[0] === 'help' || words.includes('--help') || words.includes('-h');
}

/** In a pipeline that lost its arguments, nothing was scanned: that is no success. */
function refuse(context: VeilContext, text: string): () => Promise<number> {
  return async () => {
    context.stderr.write(text);
    return exitCodes.error;
  };
}

function print(context: VeilContext, text: string): () => Promise<number> {
  return async () => {
    context.stdout.write(text);
    return exitCodes.clean;
  };
}

/** Only the commands that `firstWord` can mean: building the parser of all of them would double the start-up time. */
async function commandsFor(firstWord: string | undefined): Promise<CommandClass[]> {
  const names = Object.keys(commandModules);
  const meant = names.filter((name) => name === firstWord || name.startsWith(`${firstWord}-`));
  const modules = await Promise.all((meant.length > 0 ? meant : names).map((name) => commandModules[name]?.()));
  return modules.flatMap((module) => Object.values(module ?? {}).filter(isCommandClass));
}

function isCommandClass(value: unknown): value is CommandClass {
  return typeof value === 'function' && value.prototype instanceof VeilCommand;
}

function isUsageError(error: unknown): error is Error {
  return error instanceof Error && 'clipanion' in error;
}

/** Of the command that `argv` begins with, of the group, or of all. */
function help(set: CommandSet, argv: readonly string[], version: string): string {
  const words = (argv[0] === 'help' ? argv.slice(1) : argv).filter((word) => !word.startsWith('-'));
  const commands = set.descriptions();
  const meant = commands.find(({ paths }) => paths.some((path) => beginsWith(words, path)));
  if (meant !== undefined) return commandHelp(meant);
  const group = commands.filter(({ paths }) => paths.some(([first]) => first === words[0]));
  return overview(group.length > 0 ? group : commands, version);
}
