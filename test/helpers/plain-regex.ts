/**
 * RE2's syntax as a JavaScript RegExp over Latin-1 text, as far as the built-in rules use it. Both engines prefer what a
 * backtracking one meets first, so that the same pattern has the same match: a second implementation to compare with.
 */

const SPACE = '\\t\\n\\f\\r ';

/** @throws Error for syntax that no built-in rule uses so far */
export function toRegExp(pattern: string): RegExp {
  return new RegExp(new Translator(Buffer.from(pattern, 'utf8').toString('latin1')).whole(), 'dg');
}

interface Flags {
  caseless: boolean;
  lines: boolean;
  dotAll: boolean;
}

class Translator {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): string {
    const out = this.#group({ caseless: false, lines: false, dotAll: false });
    if (this.#at < this.#text.length) throw new Error('a ) without its (');
    return out;
  }

  /** Up to the parenthesis that closes the group; flags that are set inside it end with it. */
  #group(outer: Flags): string {
    const flags = { ...outer };
    let out = '';
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')') {
      const char = this.#text[this.#at] as string;
      if (char === '(') out += this.#open(flags);
      else if (char === '[') out += this.#set(flags);
      else if (char === '\\') out += this.#escape();
      else out += this.#plain(char, flags);
    }
    return out;
  }

  #open(flags: Flags): string {
    const head = /^\((?:\?(?:P?<(?<name>\w+)>|(?<flags>[imsU]*)(?<end>[:)])))?/.exec(this.#text.slice(this.#at));
    if (head === null) throw new Error(`a group of an unknown kind at ${this.#at}`);
    this.#at += head[0].length;
    const { name, flags: letters = '', end } = head.groups ?? {};
    const inner = {
      caseless: flags.caseless || letters.includes('i'),
      lines: flags.lines || letters.includes('m'),
      dotAll: flags.dotAll || letters.includes('s'),
    };
    if (end === ')') {
      Object.assign(flags, inner);
      return '';
    }
    const body = this.#group(inner);
    this.#at++;
    const open = end === ':' ? '(?:' : name === undefined ? '(' : `(?<${name}>`;
    return `${open}${body})`;
  }

  #plain(char: string, flags: Flags): string {
    this.#at++;
    if (char === '.') return flags.dotAll ? '[\\s\\S]' : '[^\\n]';
    if (char === '^') return flags.lines ? '(?<![^\\n])' : '^';
    if (char === '$') return flags.lines ? '(?![^\\n])' : '$';
    if (flags.caseless && /[a-z]/i.test(char)) return `[${char.toLowerCase()}${char.toUpperCase()}]`;
    // JavaScript takes a brace or a bracket that opens nothing for itself, as RE2 does; a slash needs no escape here.
    return char;
  }

  #escape(): string {
    const read = /^\\(?:x[0-9A-Fa-f]{2}|[\s\S])/.exec(this.#text.slice(this.#at))?.[0] ?? '';
    this.#at += read.length;
    if (read === '\\s') return `[${SPACE}]`;
    if (read === '\\S') return `[^${SPACE}]`;
    if (read === '\\z') return '$';
    if (read === '\\A') return '^';
    if (/^\\[pPQECB]/.test(read)) throw new Error(`${read} is not translated`);
    return read;
  }

  #set(flags: Flags): string {
    // A bracket that stands first in its set is one of its members.
    const set = /^\[\^?(?:\])?(?:\\x[0-9A-Fa-f]{2}|\\[\s\S]|\[:\w+:\]|[^\]\\])*\]/.exec(
      this.#text.slice(this.#at),
    )?.[0];
    if (set === undefined || /\[:\w+:\]/.test(set)) throw new Error(`a set that is not translated at ${this.#at}`);
    this.#at += set.length;
    const negated = set.startsWith('[^');
    let members = set.slice(negated ? 2 : 1, -1).replaceAll('\\s', SPACE);
    if (members.startsWith(']')) members = `\\${members}`;
    if (flags.caseless) members += otherCase(members);
    return `[${negated ? '^' : ''}${members}]`;
  }
}

/** The letters and ranges of letters of a set in the other case. */
function otherCase(members: string): string {
  const swap = (letter: string) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase());
  const ranges =
    members.replaceAll(/\\(?:x[0-9A-Fa-f]{2}|[\s\S])/g, '').match(/[A-Z]-[A-Z]|[a-z]-[a-z]|[A-Za-z]/g) ?? [];
  return ranges.map((range) => [...range].map(swap).join('')).join('');
}
