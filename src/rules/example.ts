/**
 * Expands the examples of rules. They are written as templates, so that no file of the repository holds anything that
 * looks like a credential: `ghp_{alnum:30}{check:github}` becomes a made-up token with a right check digit.
 *
 *     {alnum:30} {hex:8-12}   that many made-up characters of an alphabet; see `alphabets`
 *     {x:36}                  one letter, repeated: a stand-in
 *     {check:github}          the check digits of what stands before it in the same token
 *     {wrong:github}          check digits that are wrong
 *     {jwt} {uuid} …          a whole made-up value; see example-values.ts
 *     {none}                  nothing: parts what other scanners would take for a credential
 *     {base64of(user:{alnum:9})}   an encoding of a template; see `encodings`
 *
 * Everything else, other braces too, stands for itself. The same template and seed give the same text.
 */
import { checkDigits, checkNames } from './example-checks.ts';
import { Random } from './example-random.ts';
import { makeValue, valueNames } from './example-values.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';

/** Each text of a list is a class: a run of 8 or more characters has one of each. */
const alphabets: Readonly<Record<string, readonly string[]>> = {
  alnum: [LOWER, UPPER, DIGITS],
  alpha: [LOWER, UPPER],
  lower: [LOWER],
  upper: [UPPER],
  digits: [DIGITS],
  lowernum: [LOWER, DIGITS],
  uppernum: [UPPER, DIGITS],
  hex: ['abcdef', DIGITS],
  hexupper: ['ABCDEF', DIGITS],
  base32: [UPPER, '234567'],
  base32lower: [LOWER, '234567'],
  base58: ['abcdefghijkmnopqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '123456789'],
  base64: [LOWER, UPPER, DIGITS, '+/'],
  base64url: [LOWER, UPPER, DIGITS, '-_'],
  crypt: [LOWER, UPPER, DIGITS, './'],
  password: [LOWER, UPPER, DIGITS, '!#%*+-_.'],
  bech32: ['acdefghjklmnpqrstuvwxyz', '023456789'],
  bech32upper: ['ACDEFGHJKLMNPQRSTUVWXYZ', '023456789'],
};

const encodings: Readonly<Record<string, (text: string) => string>> = {
  base64of: (text) => Buffer.from(text).toString('base64'),
  base64urlof: (text) => Buffer.from(text).toString('base64url'),
  hexof: (text) => Buffer.from(text).toString('hex'),
  percentof: (text) => encodeURIComponent(text),
};

export class ExampleError extends Error {}

/** @throws ExampleError for an unknown name or a wrong count */
export function expandExample(template: string, seed: string): string {
  return expand(template, new Random(seed));
}

function expand(template: string, random: Random): string {
  let text = '';
  let at = 0;
  while (at < template.length) {
    const item = readItem(template, at);
    if (item === undefined) {
      text += template[at];
      at++;
      continue;
    }
    text += makeItem(item, text, random);
    at = item.end;
  }
  return text;
}

/** The name of a template with a count, written in a way that is not read. `${password1}` is another language's. */
const MISWRITTEN = new RegExp(
  `(?<![$#%{])\\{ ?(${[...Object.keys(alphabets), 'x'].join('|')})[ :=_-]{0,2}(\\d+(?:-\\d+)?) ?\\}?`,
  'g',
);

/** What stands for itself and was probably meant for a template: `{alnum31}`, `{alnum 31}`, `{alnum:31`. */
export function miswrittenItems(template: string): { readonly text: string; readonly meant: string }[] {
  return [...template.matchAll(MISWRITTEN)]
    .filter(({ index }) => readItem(template, index) === undefined)
    .map(([text, name, count]) => ({ text, meant: `{${name}:${count}}` }));
}

interface Item {
  readonly name: string;
  /** After the colon, or between the parentheses of an encoding. */
  readonly argument: string | undefined;
  readonly inner: boolean;
  readonly end: number;
}

/** The item that begins at `at`; undefined when the text there stands for itself. */
function readItem(template: string, at: number): Item | undefined {
  const head = /^\{([a-z][a-z0-9]*)(?:\}|:([A-Za-z0-9-]+)\}|(\())/.exec(template.slice(at, at + 64));
  if (head === null) return undefined;
  const name = head[1] ?? '';
  if (head[3] === undefined) {
    const known =
      alphabets[name] !== undefined || valueNames.includes(name) || ['check', 'wrong', 'x', 'none'].includes(name);
    if (!known && head[2] === undefined) return undefined;
    return { name, argument: head[2], inner: false, end: at + head[0].length };
  }
  const start = at + head[0].length;
  const end = closingParenthesis(template, start);
  return { name, argument: template.slice(start, end), inner: true, end: end + 2 };
}

function closingParenthesis(template: string, start: number): number {
  let depth = 0;
  for (let at = start; at < template.length; at++) {
    if (/^\{[a-z0-9]+\(/.test(template.slice(at, at + 32))) depth++;
    if (template.startsWith(')}', at) && depth-- === 0) return at;
  }
  throw new ExampleError(`")}" is missing in the example ${template}`);
}

function makeItem(item: Item, before: string, random: Random): string {
  if (item.inner) {
    const encode = encodings[item.name];
    if (encode === undefined)
      throw new ExampleError(`{${item.name}(…)} is no encoding: ${Object.keys(encodings).join(', ')}`);
    return encode(expand(item.argument ?? '', random));
  }
  if (item.name === 'none') return '';
  if (item.name === 'check' || item.name === 'wrong') return makeCheck(item, before);
  if (valueNames.includes(item.name)) return makeValue(item.name, item.argument ?? '', random);
  const count = /^(\d+)(?:-(\d+))?$/.exec(item.argument ?? '');
  if (count === null) throw new ExampleError(`{${item.name}} needs a count, as in {${item.name}:20}`);
  const length = random.between(Number(count[1]), Number(count[2] ?? count[1]));
  if (item.name === 'x') return 'x'.repeat(length);
  const classes = alphabets[item.name];
  if (classes === undefined) throw new ExampleError(`{${item.name}:…} is none of ${Object.keys(alphabets).join(', ')}`);
  return random.text(classes, length);
}

function makeCheck(item: Item, before: string): string {
  const name = item.argument ?? '';
  if (!checkNames.includes(name))
    throw new ExampleError(`{${item.name}:${name}}: the check is none of ${checkNames.join(', ')}`);
  const right = checkDigits(name, before);
  return item.name === 'check' ? right : turnLast(right);
}

/** The same digits with a different last one. */
function turnLast(digits: string): string {
  const last = digits.at(-1) ?? '';
  const other = last === '7' ? '3' : '7';
  return digits.slice(0, -1) + other;
}
