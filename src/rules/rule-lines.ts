/** What people are told about the rules, as a text of one line of JSON for each: one is read without the others. */
import type { RuleInfo } from './catalogue.ts';

const LINE_FEED = 0x0a;

/** JSON has no line feeds of its own. */
export function writeRuleLines(rules: readonly RuleInfo[]): Buffer {
  return Buffer.from(rules.map((rule) => `${JSON.stringify(rule)}\n`).join(''));
}

export class RuleLines {
  readonly #text: Buffer;
  readonly #read = new Map<number, RuleInfo>();
  #ends: readonly number[] | undefined;
  #all: readonly RuleInfo[] | undefined;

  /** `text` is what `writeRuleLines` answered. */
  constructor(text: Buffer) {
    this.#text = text;
  }

  at(index: number): RuleInfo | undefined {
    const known = this.#read.get(index);
    if (known !== undefined) return known;
    this.#ends ??= lineEnds(this.#text);
    const end = this.#ends[index];
    if (end === undefined) return undefined;
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0) + 1;
    const rule = JSON.parse(this.#text.toString('utf8', start, end)) as RuleInfo;
    this.#read.set(index, rule);
    return rule;
  }

  all(): readonly RuleInfo[] {
    this.#all ??= this.#text
      .toString('utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as RuleInfo);
    return this.#all;
  }
}

function lineEnds(text: Buffer): number[] {
  const ends: number[] = [];
  for (let end = text.indexOf(LINE_FEED); end !== -1; end = text.indexOf(LINE_FEED, end + 1)) ends.push(end);
  return ends;
}
