/**
 * Reads the RE2 syntax that rules are written in, as far as the loader must understand it: how long a match can be and
 * which literals it must contain (pattern-facts.ts). RE2 itself stays the judge of what is a valid pattern; this reader
 * only has to refuse what it cannot reason about.
 *
 * Patterns are matched over bytes: a character outside ASCII counts as its UTF-8 bytes.
 */

export type PatternNode =
  /** One byte out of a set; `caseless` when `(?i)` widened a single letter. */
  | { readonly kind: 'byte'; readonly set: ReadonlySet<number>; readonly caseless: boolean }
  /** Anchors and word boundaries: no bytes. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'concat'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'alternate'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number };

export interface ParsedPattern {
  readonly root: PatternNode;
  /** Position = number of the capture group; '' for groups without a name; position 0 is the whole match. */
  readonly groups: readonly string[];
}

/** What the reader refuses; `message` is for people and names the place. */
export class PatternError extends Error {}

const MAX_DEPTH = 200;
/** RE2's own bound. */
const MAX_REPEAT = 1000;

/** @throws PatternError */
export function parsePattern(pattern: string): ParsedPattern {
  const reader = new PatternReader(Buffer.from(pattern, 'utf8').toString('latin1'));
  const root = reader.readAlternatives({ caseless: false, dotAll: false }, 0);
  reader.expectEnd();
  return { root, groups: reader.groups };
}

interface Flags {
  readonly caseless: boolean;
  readonly dotAll: boolean;
}

const EMPTY: PatternNode = { kind: 'empty' };

class PatternReader {
  readonly groups: string[] = [''];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  expectEnd(): void {
    if (this.#at < this.#text.length) this.#fail('a ) without its (');
  }

  readAlternatives(flags: Flags, depth: number): PatternNode {
    if (depth > MAX_DEPTH) this.#fail('groups are nested too deeply');
    const alternatives: PatternNode[] = [];
    let current = flags;
    for (;;) {
      const { node, flags: after } = this.#readSequence(current, depth);
      alternatives.push(node);
      current = after;
      if (this.#peek() !== '|') break;
      this.#at++;
    }
    return alternatives.length === 1 ? (alternatives[0] as PatternNode) : { kind: 'alternate', parts: alternatives };
  }

  #readSequence(start: Flags, depth: number): { node: PatternNode; flags: Flags } {
    let flags = start;
    const parts: PatternNode[] = [];
    while (this.#at < this.#text.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const changed = this.#readFlagGroup(flags);
      if (changed !== undefined) {
        flags = changed;
        continue;
      }
      parts.push(this.#readQuantifier(this.#readAtom(flags, depth)));
    }
    return { node: parts.length === 1 ? (parts[0] as PatternNode) : { kind: 'concat', parts }, flags };
  }

  /** `(?i)`, `(?s-i)` …: flags for the rest of the group. */
  #readFlagGroup(flags: Flags): Flags | undefined {
    const match = /^\(\?([imsU]*)(?:-([imsU]+))?\)/.exec(this.#text.slice(this.#at, this.#at + 16));
    if (match === null) return undefined;
    this.#at += match[0].length;
    return applyFlags(flags, match[1] ?? '', match[2] ?? '');
  }

  #readAtom(flags: Flags, depth: number): PatternNode {
    const char = this.#next();
    switch (char) {
      case '(':
        return this.#readGroup(flags, depth);
      case '[':
        return { kind: 'byte', set: this.#readClass(flags.caseless), caseless: false };
      case '.':
        return { kind: 'byte', set: flags.dotAll ? ALL : complement(new Set([10])), caseless: false };
      case '^':
      case '$':
        return EMPTY;
      case '\\':
        return this.#readEscape(flags);
      case '*':
      case '+':
      case '?':
        return this.#fail(`${char} has nothing to repeat`);
      default:
        return byteNode(char.charCodeAt(0), flags.caseless);
    }
  }

  #readGroup(flags: Flags, depth: number): PatternNode {
    const open = this.#at - 1;
    let inner = flags;
    if (this.#peek() === '?') {
      const head = /^\?(?:P?<([A-Za-z_]\w*)>|([imsU]*)(?:-([imsU]+))?:)/.exec(
        this.#text.slice(this.#at, this.#at + 80),
      );
      if (head === null) return this.#fail('RE2 has no such group (look-around and atomic groups are not available)');
      this.#at += head[0].length;
      if (head[1] !== undefined) this.groups.push(head[1]);
      else inner = applyFlags(flags, head[2] ?? '', head[3] ?? '');
    } else {
      this.groups.push('');
    }
    const node = this.readAlternatives(inner, depth + 1);
    if (this.#peek() === undefined) return this.#failOpen(open);
    this.#at++;
    return node;
  }

  #readQuantifier(part: PatternNode): PatternNode {
    let node = part;
    for (;;) {
      const rest = this.#text.slice(this.#at, this.#at + 24);
      const match = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(rest);
      if (match === null) return node;
      this.#at += match[0].length;
      const { min, max } = quantifierBounds(match);
      if (max < min) this.#fail(`${match[0]} ends before it begins`);
      if (Math.max(min, Number.isFinite(max) ? max : 0) > MAX_REPEAT) {
        this.#fail(`${match[0]}: RE2 counts to ${MAX_REPEAT} at most; write {m,} and give max_length`);
      }
      node = { kind: 'repeat', part: node, min, max };
      if (countedRepeats(node) > MAX_REPEAT) {
        this.#fail(`${match[0]} and the repetitions inside it count to more than ${MAX_REPEAT}, which RE2 refuses`);
      }
    }
  }

  #readEscape(flags: Flags): PatternNode {
    const char = this.#next();
    if ('bBAz'.includes(char)) return EMPTY;
    const named = NAMED_CLASSES[char];
    if (named !== undefined) return { kind: 'byte', set: named, caseless: false };
    if (char === 'C') return { kind: 'byte', set: ALL, caseless: false };
    return byteNode(this.#readEscapedByte(char), flags.caseless);
  }

  /** After the backslash and `char`: a byte. */
  #readEscapedByte(char: string): number {
    const control = CONTROL_ESCAPES[char];
    if (control !== undefined) return control;
    if (char === 'x') {
      const match = /^(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,2})\})/.exec(this.#text.slice(this.#at, this.#at + 8));
      if (match === null) return this.#fail('\\x needs two hex digits');
      this.#at += match[0].length;
      return Number.parseInt(match[1] ?? match[2] ?? '', 16);
    }
    if (/[A-Za-z0-9]/.test(char)) return this.#fail(`\\${char} is not read here`);
    return char.charCodeAt(0);
  }

  #readClass(caseless: boolean): ReadonlySet<number> {
    const open = this.#at - 1;
    const negated = this.#peek() === '^';
    if (negated) this.#at++;
    const set = new Set<number>();
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      if (this.#peek() === undefined) return this.#failOpen(open);
      this.#readClassItem(set);
    }
    this.#at++;
    if (caseless) for (const byte of [...set]) for (const twin of bothCases(byte)) set.add(twin);
    return negated ? complement(set) : set;
  }

  #readClassItem(set: Set<number>): void {
    const posix = /^\[:(\w+):\]/.exec(this.#text.slice(this.#at, this.#at + 16));
    if (posix !== null) {
      const members = POSIX_CLASSES[posix[1] ?? ''];
      if (members === undefined) this.#fail(`${posix[0]} is not a class`);
      this.#at += posix[0].length;
      for (const byte of members) set.add(byte);
      return;
    }
    const low = this.#readClassByte();
    if (typeof low !== 'number') {
      for (const byte of low) set.add(byte);
      return;
    }
    let high = low;
    if (this.#peek() === '-' && this.#text[this.#at + 1] !== ']') {
      this.#at++;
      const end = this.#readClassByte();
      if (typeof end !== 'number' || end < low) this.#fail('a range in [] ends before it begins');
      high = end;
    }
    for (let byte = low; byte <= high; byte++) set.add(byte);
  }

  #readClassByte(): number | ReadonlySet<number> {
    const char = this.#next();
    if (char.charCodeAt(0) > 127) return this.#fail('only ASCII may stand in []');
    if (char !== '\\') return char.charCodeAt(0);
    const escaped = this.#next();
    return NAMED_CLASSES[escaped] ?? this.#readEscapedByte(escaped);
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #next(): string {
    const char = this.#text[this.#at];
    if (char === undefined) return this.#fail('the pattern ends too early');
    this.#at++;
    return char;
  }

  /** For the `(` or `[` at `open`, which nothing closes. */
  #failOpen(open: number): never {
    throw new PatternError(`the ${this.#text[open]} at character ${open + 1} of the pattern is not closed`);
  }

  #fail(what: string): never {
    throw new PatternError(`${what}, at character ${this.#at + 1} of the pattern`);
  }
}

/** The counts of nested repetitions, multiplied: RE2's measure of a pattern's size. */
function countedRepeats(node: PatternNode): number {
  switch (node.kind) {
    case 'empty':
    case 'byte':
      return 1;
    case 'concat':
    case 'alternate':
      return Math.max(1, ...node.parts.map(countedRepeats));
    case 'repeat':
      return Math.max(1, Number.isFinite(node.max) ? node.max : node.min) * countedRepeats(node.part);
  }
}

function applyFlags(flags: Flags, on: string, off: string): Flags {
  const set = (flag: string, before: boolean) => (on.includes(flag) ? true : off.includes(flag) ? false : before);
  return { caseless: set('i', flags.caseless), dotAll: set('s', flags.dotAll) };
}

function quantifierBounds(match: RegExpExecArray): { min: number; max: number } {
  switch (match[1]) {
    case '*':
      return { min: 0, max: Number.POSITIVE_INFINITY };
    case '+':
      return { min: 1, max: Number.POSITIVE_INFINITY };
    case '?':
      return { min: 0, max: 1 };
    default: {
      const min = Number(match[2]);
      if (match[3] === undefined) return { min, max: min };
      return { min, max: match[4] === '' ? Number.POSITIVE_INFINITY : Number(match[4]) };
    }
  }
}

function byteNode(byte: number, caseless: boolean): PatternNode {
  const set = caseless ? bothCases(byte) : new Set([byte]);
  return { kind: 'byte', set, caseless: set.size > 1 };
}

function bothCases(byte: number): ReadonlySet<number> {
  const char = String.fromCharCode(byte);
  return /[A-Za-z]/.test(char)
    ? new Set([char.toLowerCase().charCodeAt(0), char.toUpperCase().charCodeAt(0)])
    : new Set([byte]);
}

function complement(set: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...ALL].filter((byte) => !set.has(byte)));
}

function range(first: string, last: string): number[] {
  const from = first.charCodeAt(0);
  return Array.from({ length: last.charCodeAt(0) - from + 1 }, (_, i) => from + i);
}

const ALL: ReadonlySet<number> = new Set(Array.from({ length: 256 }, (_, i) => i));
const DIGIT = new Set(range('0', '9'));
const WORD = new Set([...range('0', '9'), ...range('A', 'Z'), 95, ...range('a', 'z')]);
const SPACE = new Set([9, 10, 12, 13, 32]);
const NAMED_CLASSES: Readonly<Record<string, ReadonlySet<number>>> = {
  d: DIGIT,
  D: complement(DIGIT),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};
const POSIX_CLASSES: Readonly<Record<string, readonly number[]>> = {
  alnum: [...range('0', '9'), ...range('A', 'Z'), ...range('a', 'z')],
  alpha: [...range('A', 'Z'), ...range('a', 'z')],
  ascii: range('\0', '\x7f'),
  blank: [9, 32],
  cntrl: [...range('\0', '\x1f'), 127],
  digit: range('0', '9'),
  graph: range('!', '~'),
  lower: range('a', 'z'),
  print: range(' ', '~'),
  punct: [...range('!', '/'), ...range(':', '@'), ...range('[', '`'), ...range('{', '~')],
  space: [9, 10, 11, 12, 13, 32],
  upper: range('A', 'Z'),
  word: [...WORD],
  xdigit: [...range('0', '9'), ...range('A', 'F'), ...range('a', 'f')],
};
const CONTROL_ESCAPES: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
