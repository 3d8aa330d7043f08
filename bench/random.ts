/**
 * A seeded generator (splitmix32), so that a corpus is the same on every machine and no made-up secret needs to be
 * committed. Not for cryptography.
 */
export interface Random {
  /** An integer in [0, limit). */
  below(limit: number): number;
  /** True with probability `share`. */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `length` characters, each drawn from `alphabet`. */
  text(alphabet: string, length: number): string;
}

export const lowerLetters = 'abcdefghijklmnopqrstuvwxyz';
export const upperLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const digits = '0123456789';
export const alphanumeric = upperLetters + lowerLetters + digits;
export const hexDigits = '0123456789abcdef';
export const base64Digits = `${alphanumeric}+/`;
export const base64UrlDigits = `${alphanumeric}-_`;

/** Equal seeds give equal sequences. A string seed lets a case be named, so that adding a case leaves the others alone. */
export function seededRandom(seed: number | string): Random {
  let state = typeof seed === 'number' ? seed | 0 : hashText(seed);
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    chance: (share) => next() / 0x1_0000_0000 < share,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('pick from an empty list');
      return item;
    },
    text: (alphabet, length) => {
      let out = '';
      for (let i = 0; i < length; i++) out += alphabet[below(alphabet.length)];
      return out;
    },
  };
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
