/**
 * What people are told about the rules, so that one is read without the others:
 * u32 count · u32 end of each text, counted from the first · texts (JSON). Numbers are little-endian.
 */
import type { RuleInfo } from './catalogue.ts';

const NUMBER_BYTES = 4;

export function writeRuleTexts(rules: readonly RuleInfo[]): Buffer {
  const texts = rules.map((rule) => Buffer.from(JSON.stringify(rule)));
  const head = Buffer.alloc(NUMBER_BYTES * (1 + texts.length));
  head.writeUInt32LE(texts.length);
  let end = 0;
  for (const [index, text] of texts.entries()) {
    end += text.length;
    head.writeUInt32LE(end, NUMBER_BYTES * (1 + index));
  }
  return Buffer.concat([head, ...texts]);
}

export class RuleTexts {
  readonly #bytes: Buffer;
  readonly #count: number;
  readonly #read = new Map<number, RuleInfo>();

  /** `bytes` is what `writeRuleTexts` answered. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#count = bytes.readUInt32LE();
  }

  at(index: number): RuleInfo | undefined {
    if (index < 0 || index >= this.#count) return undefined;
    const known = this.#read.get(index);
    if (known !== undefined) return known;
    const text = this.#bytes.toString('utf8', this.#startOf(index), this.#startOf(index + 1));
    const rule = JSON.parse(text) as RuleInfo;
    this.#read.set(index, rule);
    return rule;
  }

  all(): readonly RuleInfo[] {
    return Array.from({ length: this.#count }, (_, index) => this.at(index) as RuleInfo);
  }

  /** Where the text before it ends. */
  #startOf(index: number): number {
    const texts = NUMBER_BYTES * (1 + this.#count);
    return texts + (index === 0 ? 0 : this.#bytes.readUInt32LE(NUMBER_BYTES * index));
  }
}
