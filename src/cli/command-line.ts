/** The words of the command line, made into one command to run; a usage error becomes a `Problem` with the nearest right word. */
import { UsageError } from 'clipanion/lib/errors.js';
import { Problem } from '../errors/problem.ts';
import { commandModules } from '../generated/commands.ts';
import type { CommandClass } from './command-definition.ts';
import { CommandSet } from './command-set.ts';
import { exitCodes } from './exit-codes.ts';
import { type CommandHelp, commandHelp, overview } from './help.ts';
import { nearest } from './nearest.ts';
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
    throw usageProblem(commands, argv, error);
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
async function commandsFor(firstWord: string | undefined): Promise<CommandClass<VeilContext>[]> {
  const names = Object.keys(commandModules);
  const meant = names.filter((name) => name === firstWord || name.startsWith(`${firstWord}-`));
  const modules = await Promise.all((meant.length > 0 ? meant : names).map((name) => commandModules[name]?.()));
  return modules.flatMap((module) => Object.values(module ?? {}).filter(isCommandClass));
}

function isCommandClass(value: unknown): value is CommandClass<VeilContext> {
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

/** The command library's own messages list every usage; people need the one word that is wrong. */
function usageProblem(set: CommandSet, argv: readonly string[], error: Error): Problem {
  const commands = set.descriptions();
  const names = commands.flatMap(({ options }) => options.flatMap((option) => option.names));
  const options = new Set([...names, '--help', '-h']);
  const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'));
  // Longer ones first.
  const paths = commands.flatMap((command) => command.paths).sort((left, right) => right.length - left.length);
  const path = paths.find((known) => beginsWith(words, known));
  if (path === undefined) return unknownCommand(words, paths);
  const unknown = unknownOption(argv, options);
  if (unknown !== undefined) return unknownOptionProblem(unknown, path, options);
  return new Problem({
    what: error instanceof UsageError ? error.message : 'the command line was not understood',
    where: `veil ${argv.join(' ')}`,
    why: 'a word too many, or an option or a value that is missing',
    next: [`veil ${path.join(' ')} --help`],
  });
}

function beginsWith(words: readonly string[], path: readonly string[]): boolean {
  return path.every((word, index) => words[index] === word);
}

function unknownCommand(words: readonly string[], paths: readonly string[][]): Problem {
  const group = paths.filter((path) => path.length > 1 && path[0] === words[0]).map((path) => path.join(' '));
  const typed = group.length > 0 ? words.join(' ') : (words[0] ?? '');
  const suggestion = nearest(typed, group.length > 0 ? group : paths.map((path) => path.join(' ')));
  return new Problem({
    what: typed === '' ? 'no command was given' : `unknown command "${typed}"`,
    ...(group.length > 0 ? { why: `"${words[0]}" has the commands ${group.sort().join(', ')}` } : {}),
    next: [...(suggestion === undefined ? [] : [`Did you mean: veil ${suggestion}`]), 'veil --help'],
  });
}

function unknownOption(argv: readonly string[], known: ReadonlySet<string>): string | undefined {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words
    .filter((word) => word.startsWith('-') && word !== '-')
    .map((word) => word.split('=', 1)[0] ?? word)
    .find((name) => !known.has(name) && !isShortOptions(name, known));
}

/** `-qv` is `-q -v`. */
function isShortOptions(name: string, known: ReadonlySet<string>): boolean {
  return /^-[A-Za-z]+$/.test(name) && [...name.slice(1)].every((letter) => known.has(`-${letter}`));
}

function unknownOptionProblem(name: string, path: readonly string[], known: ReadonlySet<string>): Problem {
  const suggestion = name.startsWith('--') ? nearest(name, known) : undefined;
  return new Problem({
    what: `unknown option ${name}`,
    where: `veil ${path.join(' ')}`,
    next: [...(suggestion === undefined ? [] : [`Did you mean ${suggestion}?`]), `veil ${path.join(' ')} --help`],
  });
}
