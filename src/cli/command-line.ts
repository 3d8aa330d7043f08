/** The words of the command line, made into one command to run; a usage error becomes a `Problem` with the nearest right word. */
import { Builtins, Cli, type CommandClass, UsageError } from 'clipanion';
import { Problem } from '../errors/problem.ts';
import { commandModules } from '../generated/commands.ts';
import { nearest } from './nearest.ts';
import { VeilCommand, type VeilContext } from './veil-command.ts';

/** Parses `context.argv`. The command's `execute` has not run yet. */
export async function parseCommandLine(context: VeilContext, version: () => string): Promise<() => Promise<number>> {
  const cli = new VeilCli(version(), context.colorDepth > 1);
  for (const commandClass of await commandsFor(context.argv[0])) cli.register(commandClass);
  try {
    const command = cli.process([...context.argv], context);
    return () => cli.run(command, context);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    throw cli.usageProblem(context.argv, error);
  }
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

class VeilCli extends Cli<VeilContext> {
  constructor(version: string, colored: boolean) {
    super({ binaryLabel: 'veil', binaryName: 'veil', binaryVersion: version, enableColors: colored });
    this.register(Builtins.HelpCommand);
    this.register(Builtins.VersionCommand);
  }

  /** The command library's own messages list every usage; people need the one word that is wrong. */
  usageProblem(argv: readonly string[], error: Error): Problem {
    const [paths, options] = [this.#commandPaths(), this.#optionNames()];
    const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'));
    const path = paths.find((known) => known.every((word, index) => words[index] === word));
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

  #commandPaths(): string[][] {
    return [...this.registrations.keys()]
      .flatMap((commandClass) => commandClass.paths ?? [])
      .filter((path) => path.length > 0 && !path[0]?.startsWith('-'))
      .sort((left, right) => right.length - left.length);
  }

  #optionNames(): Set<string> {
    const names = [...this.registrations.values()].flatMap(({ builder }) =>
      builder.options.flatMap((option) => option.names),
    );
    return new Set([...names, '--help', '-h']);
  }
}

function unknownCommand(words: readonly string[], paths: readonly string[][]): Problem {
  const typed = words.join(' ');
  const group = paths.filter((path) => path.length > 1 && path[0] === words[0]).map((path) => path.join(' '));
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
  const suggestion = nearest(name, known);
  return new Problem({
    what: `unknown option ${name}`,
    where: `veil ${path.join(' ')}`,
    next: [...(suggestion === undefined ? [] : [`Did you mean ${suggestion}?`]), `veil ${path.join(' ')} --help`],
  });
}
