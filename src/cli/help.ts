/**
 * `--help`, at most 80 columns wide. Everything in it comes from the command's own definition. A description that
 * begins with a word in brackets names the option's value: `[FILE] Write the report here` shows as `--report-path FILE`,
 * and `[=N] Mask secrets`, of an option that may go without, as `--redact[=N]`.
 */
import type { CommandClass } from './command-definition.ts';
import { plainDetails, wrap } from './wrap.ts';

const WIDTH = 80;
const OPTION_COLUMN = 28;

export interface CommandHelp {
  readonly commandClass: CommandClass;
  /** The first is the name, the others are aliases. */
  readonly paths: readonly string[][];
  readonly options: readonly OptionHelp[];
  /** The names of the words after the options: "PATH…". */
  readonly operands: readonly string[];
}

interface OptionHelp {
  readonly names: readonly string[];
  readonly takesValue: boolean;
  readonly required: boolean;
  readonly description: string;
}

/** `veil --help`, or the commands of one group. */
export function overview(commands: readonly CommandHelp[], version: string): string {
  const rows = commands
    .filter(({ commandClass }) => commandClass.usage !== undefined)
    .map(({ paths, commandClass }): [string, string] => [
      (paths[0] ?? []).join(' '),
      commandClass.usage?.description ?? '',
    ])
    .sort(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1));
  const column = Math.max(...rows.map(([name]) => name.length)) + 4;
  return [
    `veil ${version}: finds secrets in files, histories and streams`,
    '',
    ...rows.flatMap(([name, description]) => tableRow(name, description, column)),
    '',
    'veil COMMAND --help tells more. Try: veil scan .',
    '',
  ].join('\n');
}

/** What people come for stands first. */
const FIRST = ['scan', 'git', 'stdin', 'filter'];

function rank(name: string): number {
  const at = FIRST.indexOf(name);
  return at === -1 ? FIRST.length : at;
}

/** `veil COMMAND --help`. */
export function commandHelp({ commandClass, paths, options, operands }: CommandHelp): string {
  const [name = [], ...aliases] = paths;
  const { description = '', details = '', examples = [] } = commandClass.usage ?? {};
  const required = options.filter((option) => option.required).map((option) => namesAndValue(option));
  const optionsWord = options.length > required.length ? ['[options]'] : [];
  return [
    ...wrap(description, WIDTH),
    '',
    `usage: ${['veil', ...name, ...optionsWord, ...required, ...operands].join(' ')}`,
    ...aliases.map((alias) => `alias: veil ${alias.join(' ')}`),
    ...(options.length > 0 ? ['', 'options:', ...options.flatMap(optionRow)] : []),
    ...(details === '' ? [] : ['', ...plainDetails(details).flatMap((paragraph) => wrap(paragraph, WIDTH))]),
    ...(examples.length > 0 ? ['', 'examples:'] : []),
    ...examples.flatMap(([label, line]) => [`  # ${label}`, `  ${line.replaceAll('$0', 'veil')}`]),
    '',
  ].join('\n');
}

const DESCRIPTION = /^(?:\[(\S+)\] )?(.*)$/s;

function optionRow(option: OptionHelp): string[] {
  return tableRow(namesAndValue(option), DESCRIPTION.exec(option.description)?.[2] ?? '', OPTION_COLUMN);
}

/** `-o, --report-path FILE` */
function namesAndValue({ names, takesValue, description }: OptionHelp): string {
  const valueName = DESCRIPTION.exec(description)?.[1];
  const value = valueName?.startsWith('=') === true ? `[${valueName}]` : takesValue ? ` ${valueName ?? 'VALUE'}` : '';
  return `${names.join(', ')}${value}`;
}

/** The description begins in `column`, on a line of its own where the name is too long. */
function tableRow(name: string, description: string, column: number): string[] {
  const lines = wrap(description, WIDTH - column).map((line) => ' '.repeat(column) + line);
  const head = `  ${name}`;
  if (head.length + 2 > column) return [head, ...lines];
  return [head.padEnd(column) + (lines[0] ?? '').slice(column), ...lines.slice(1)].map((line) => line.trimEnd());
}
