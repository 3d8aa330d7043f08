/**
 * Path regexes of other scanners' configurations as globs (native/match/path_glob.h), as far as people write them:
 * literals, `.`, `.*`, sets, groups of choices and `?`. A glob matches from the beginning of any folder or file name on,
 * so that `^` and `(^|/)` need nothing; a regex that begins within a name may say a little less as a glob.
 */

/** More than this is no list that somebody wrote. */
const MAX_GLOBS = 64;

const escapes: Readonly<Record<string, string>> = {
  d: '[0-9]',
  w: '[A-Za-z0-9_]',
  '/': '/',
  '.': '.',
  '-': '-',
  _: '_',
};

/** Undefined where a part has no counterpart. Never empty. */
export function globsOfPathRegex(regex: string): string[] | undefined {
  const body = regex.replace(/^\(\?i\)/, '').replace(/^(?:\^|\(\^\|\/\)|\(\?:\^\|\/\)|\.\*\/)/, '');
  const ends = /\$$/.test(body) && !/\\\$$/.test(body);
  const reader = new Reader(ends ? body.slice(0, -1) : body);
  const globs = reader.whole();
  if (globs === undefined) return undefined;
  return [...new Set(globs.map((glob) => finished(glob, ends)))];
}

function finished(glob: string, ends: boolean): string {
  // A regex that begins with a dot means the end of a name.
  const begun = glob.startsWith('.') || glob === '' ? `*${glob}` : glob;
  return (ends ? begun : `${begun}**`).replace(/\*{3,}/g, '**');
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): string[] | undefined {
    const globs = this.#choices();
    return this.#at === this.#text.length ? globs : undefined;
  }

  /** Up to the end or the parenthesis that closes the group. */
  #choices(): string[] | undefined {
    const all: string[] = [];
    for (;;) {
      const globs = this.#sequence();
      if (globs === undefined || all.push(...globs) > MAX_GLOBS) return undefined;
      if (this.#text[this.#at] !== '|') return all;
      this.#at++;
    }
  }

  #sequence(): string[] | undefined {
    let heads = [''];
    while (this.#at < this.#text.length && !'|)'.includes(this.#text.charAt(this.#at))) {
      const part = this.#repeated();
      if (part === undefined) return undefined;
      heads = heads.flatMap((head) => part.map((tail) => head + tail));
      if (heads.length > MAX_GLOBS) return undefined;
    }
    return heads;
  }

  #repeated(): string[] | undefined {
    const any = /^(?:\.|\[\^\/\])([*+])\??/.exec(this.#text.slice(this.#at));
    if (any !== null) {
      this.#at += any[0].length;
      const stars = any[0].startsWith('.') ? '**' : '*';
      return [any[1] === '+' ? `?${stars}` : stars];
    }
    const once = this.#once();
    const mark = this.#text.charAt(this.#at);
    if (once === undefined || '*+{'.includes(mark || ' ')) return undefined;
    if (mark !== '?') return once;
    this.#at++;
    return ['', ...once];
  }

  #once(): string[] | undefined {
    const char = this.#text.charAt(this.#at);
    if (char === '(') {
      const open = /^\((?:\?:)?/.exec(this.#text.slice(this.#at))?.[0] ?? '(';
      this.#at += open.length;
      const globs = this.#choices();
      if (this.#text[this.#at++] !== ')') return undefined;
      return globs;
    }
    const set = /^\[[\w.-]+\]/.exec(this.#text.slice(this.#at))?.[0];
    if (set !== undefined) {
      this.#at += set.length;
      return [set];
    }
    this.#at++;
    if (char === '.') return ['?'];
    if (char === '\\') {
      const escaped = escapes[this.#text.charAt(this.#at++)];
      return escaped === undefined ? undefined : [escaped];
    }
    // What means something to either language, and was not read above.
    return /[\w/ @~,=:-]/.test(char) ? [char] : undefined;
  }
}
