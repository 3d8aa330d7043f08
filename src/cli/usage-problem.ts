/** A command line that is none: the one word that is wrong. (The command library's own messages list every usage.) */
import { UsageError } from 'clipanion/lib/errors.js';
import { Problem } from '../errors/problem.ts';
import { nearest } from '../model/nearest.ts';
import type { CommandHelp } from './help.ts';

export function usageProblem(commands: readonly CommandHelp[], argv: readonly string[], error: Error): Problem {
  const names = commands.flatMap(({ options }) => options.flatMap((option) => option.names));
  const options = new Set([...names, '--help', '-h']);
  const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'));
  // Longer ones first.
  const named = commands
    .flatMap((command) => command.paths.map((path) => ({ command, path })))
    .sort((left, right) => right.path.length - left.path.length);
  const meant = named.find(({ path }) => beginsWith(words, path));
  if (meant === undefined)
    return unknownCommand(
      words,
      named.map(({ path }) => path),
    );
  const { command, path } = meant;
  const unknown = unknownOption(argv, options);
  if (unknown !== undefined) return unknownOptionProblem(unknown, path, options);
  return new Problem({
    what: error instanceof UsageError ? error.message : whatIsWrong(command, argv.slice(path.length)),
    where: `veil ${argv.join(' ')}`,
    next: [`veil ${path.join(' ')} --help`],
  });
}

export function beginsWith(words: readonly string[], path: readonly string[]): boolean {
  return path.every((word, index) => words[index] === word);
}

/** Of options that are all known. */
function whatIsWrong({ options, operands }: CommandHelp, words: readonly string[]): string {
  const given: string[] = [];
  const seen = new Set<unknown>();
  for (let at = 0; at < words.length && words[at] !== '--'; at += 1) {
    const [name = '', ...bound] = (words[at] ?? '').split('=');
    const option = options.find(({ names }) => names.includes(name));
    seen.add(option);
    if (option === undefined) {
      if (!name.startsWith('-') || name === '-') given.push(words[at] ?? '');
    } else if (!option.takesValue) {
      if (bound.length > 0) return `${name} takes no value`;
    } else if (bound.length === 0) {
      at += 1;
      const value = words[at];
      if (value === undefined || (value.startsWith('-') && value !== '-'))
        return `${name} lacks its value (one that begins with - is written ${name}=VALUE)`;
    }
  }
  const wanted = operands.filter((operand) => !operand.startsWith('['));
  const missing = wanted[given.length];
  if (missing !== undefined) return `${missing} is missing`;
  const lacking = options.find((option) => option.required && !seen.has(option));
  if (lacking !== undefined) return `${lacking.names.at(-1)} is missing`;
  const tooMany = given[operands.length];
  return tooMany === undefined ? 'the command line was not understood' : `"${tooMany}" is a word too many`;
}

/** `exceptions` alone, too: it is the beginning of several commands. */
function unknownCommand(words: readonly string[], paths: readonly string[][]): Problem {
  const group = paths.filter((path) => path.length > 1 && path[0] === words[0]).map((path) => path.join(' '));
  if (group.length > 0 && words.length === 1)
    return new Problem({
      what: `"veil ${words[0]}" wants one more word`,
      why: `the commands are ${group.sort().join(', ')}`,
      next: [`veil ${words[0]} --help`],
    });
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
