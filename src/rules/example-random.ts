/** A small seeded generator for examples: the same seed gives the same text on every machine. Not for secrets. */
import { createHash } from 'node:crypto';

export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** A whole number in [low, high]. */
  between(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  pick<T>(items: readonly T[] | string): T | string {
    return items[this.between(0, items.length - 1)] as T | string;
  }

  /** `length` characters of the classes together; 8 or more have one of each class, and no character three times in a row. */
  text(classes: readonly string[], length: number): string {
    const all = classes.join('');
    for (;;) {
      let text = '';
      for (let i = 0; i < length; i++) text += this.pick(all);
      const complete = length < 8 || classes.every((members) => [...members].some((char) => text.includes(char)));
      if (complete && (length < 8 || !/(.)\1\1/.test(text))) return text;
    }
  }

  /** mulberry32: 2^32 states are plenty for examples. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
