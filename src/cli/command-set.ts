/** A set of commands: what each takes, and the one that a command line means, made and filled. */
import { CliBuilder, type CommandBuilder, type RunState } from 'clipanion/lib/core.js';
import { Command, type CommandClass } from './command-definition.ts';
import type { CommandHelp } from './help.ts';
import { plainState } from './plain-words.ts';
import type { VeilCommand, VeilContext } from './veil-command.ts';

interface Definition {
  definition(builder: CommandBuilder<unknown>, key: string): void;
  transformer(builder: CommandBuilder<unknown>, key: string, state: RunState, context: VeilContext): unknown;
}

interface Member {
  readonly commandClass: CommandClass;
  readonly builder: CommandBuilder<unknown>;
  readonly definitions: ReadonlyMap<string, Definition>;
}

export class CommandSet {
  readonly #library = new CliBuilder<unknown>({ binaryName: 'veil' });
  readonly #members: readonly Member[];

  constructor(classes: readonly CommandClass[]) {
    this.#members = classes.map((commandClass) => this.#member(commandClass));
  }

  /** Throws the library's errors (`clipanion` in them) for words that mean no command. */
  commandFor(words: readonly string[], context: VeilContext): VeilCommand {
    const separate = this.#withoutAttachedValues(words);
    const [member, state] = this.#plain(separate) ?? this.#byTheLibrary(separate);
    const command = new member.commandClass() as VeilCommand;
    command.context = context;
    command.path = state.path;
    const fields = command as unknown as Record<string, unknown>;
    for (const [key, { transformer }] of member.definitions)
      fields[key] = transformer(member.builder, key, state, context);
    return command;
  }

  descriptions(): CommandHelp[] {
    return this.#members.map(({ commandClass, builder }) => ({
      commandClass,
      paths: commandClass.paths ?? [],
      options: builder.options
        .filter(({ hidden }) => hidden !== true)
        .map(({ names, arity, description = '', required = false }) => ({
          names,
          takesValue: arity > 0,
          required,
          description,
        })),
      operands: (commandClass as { operands?: readonly string[] }).operands ?? operandNames(builder.arity),
    }));
  }

  #member(commandClass: CommandClass): Member {
    const definitions = new Map<string, Definition>();
    for (const [key, value] of Object.entries(new commandClass())) {
      if (typeof value === 'object' && value?.[Command.isOption]) definitions.set(key, value as Definition);
    }
    const builder = this.#library.command();
    for (const path of commandClass.paths ?? []) builder.addPath(path);
    for (const [key, { definition }] of definitions) definition(builder, key);
    builder.setContext({ commandClass });
    return { commandClass, builder, definitions };
  }

  /** `-j4` as `-j 4`, which the library does not know, and all others do. */
  #withoutAttachedValues(words: readonly string[]): string[] {
    const options = this.#members.flatMap(({ builder }) => builder.options);
    const takesValue = (name: string): boolean =>
      options.some(({ names, arity }) => arity === 1 && names.includes(name));
    const end = words.includes('--') ? words.indexOf('--') : words.length;
    return words.flatMap((word, index) => {
      const isAttached = index < end && /^-[A-Za-z][^=]/.test(word) && takesValue(word.slice(0, 2));
      return isAttached ? [word.slice(0, 2), word.slice(2)] : [word];
    });
  }

  #plain(words: readonly string[]): [Member, RunState] | undefined {
    const meant = this.#members
      .flatMap((member) => (member.commandClass.paths ?? []).map((path) => ({ member, path })))
      .filter(({ path }) => path.every((word, index) => words[index] === word))
      .sort((left, right) => right.path.length - left.path.length)[0];
    if (meant === undefined) return undefined;
    const state = plainState(meant.member.builder, meant.path, words.slice(meant.path.length));
    return state && [meant.member, state];
  }

  #byTheLibrary(words: readonly string[]): [Member, RunState] {
    const state = this.#library.compile().process([...words]);
    const member = this.#members[state.selectedIndex ?? -1];
    if (member === undefined) throw new Error('the command line library chose no command');
    return [member, state];
  }
}

function operandNames({ leading, extra, trailing }: CommandBuilder<unknown>['arity']): string[] {
  const optional = Array.isArray(extra) ? extra.map((name) => `[${name}]`) : ['[WORD…]'];
  return [...leading, ...optional, ...trailing];
}
