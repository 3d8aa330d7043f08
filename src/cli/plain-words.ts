/**
 * The words of a plain command line, sorted into options and operands. The library builds a state machine for it, which
 * takes longer (15 ms) than the scan of a file. Whatever is not plain is the machine's: it knows what is wrong.
 */
import { type CommandBuilder, NoLimits, type RunState } from 'clipanion/lib/core.js';

type Builder = Pick<CommandBuilder<unknown>, 'options' | 'arity'>;
type Positional = RunState['positionals'][number];

/** What the library would make of `words`, which follow the command's name `path`; undefined where that is for it to say. */
export function plainState(builder: Builder, path: readonly string[], words: readonly string[]): RunState | undefined {
  const options: RunState['options'] = [];
  const operands: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (!isOptionLike(word)) {
      operands.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    const option = builder.options.find(({ names }) => names.includes(name));
    if (option === undefined) return undefined;
    if (equals !== -1) {
      if (!option.allowBinding || !BOUND_NAME.test(name)) return undefined;
      options.push({ name, value: word.slice(equals + 1) });
    } else if (option.arity === 0) {
      options.push({ name, value: true });
    } else {
      const value = words[at + 1];
      if (option.arity > 1 || value === undefined || isOptionLike(value)) return undefined;
      options.push({ name, value });
      at += 1;
    }
  }
  const positionals = positionalsOf(builder, operands);
  const lacksOption = builder.options.some(
    ({ names, required }) => required === true && !options.some(({ name }) => names.includes(name)),
  );
  if (positionals === undefined || lacksOption) return undefined;
  return { ...EMPTY, path: [...path], options, positionals };
}

const EMPTY = {
  candidateUsage: null,
  requiredOptions: [],
  errorMessage: null,
  ignoreOptions: false,
  remainder: null,
  selectedIndex: 0,
};

/** `-j=4` is the machine's, as is all that it has a special rule for. */
const BOUND_NAME = /^--[a-z]/;

function isOptionLike(word: string): boolean {
  return word.startsWith('-') && word !== '-';
}

function positionalsOf({ arity }: Builder, operands: readonly string[]): Positional[] | undefined {
  const { leading, extra, trailing, proxy } = arity;
  if (proxy || trailing.length > 0 || operands.length < leading.length) return undefined;
  const isEndless = extra === NoLimits;
  if (!isEndless && operands.length > leading.length + extra.length) return undefined;
  return operands.map((value, index) => ({
    value,
    extra: index < leading.length ? false : isEndless ? NoLimits : true,
  }));
}
