import type { Random } from '../random.ts';
import { filler } from './values.ts';
import { hostNames, keyNames, keyPrefixes, plainWords, userNames, vendors } from './words.ts';

const slot = /\[\[([a-zA-Z0-9]+)(?::([A-Za-z0-9]+))?\]\]/g;

/** Fills the `[[…]]` slots of a template. A vendor is drawn once, so that its name agrees with itself. */
export function fillContext(random: Random, text: string): string {
  const vendor = random.pick(vendors);
  const key = [random.pick(keyPrefixes), ...random.pick(keyNames)].filter((word) => word !== '');
  return text.replace(slot, (_, name: string, argument: string | undefined) => {
    switch (name) {
      case 'key':
        return keyInCase(key, argument ?? 'snake');
      case 'vendor':
        return vendor;
      case 'Vendor':
        return vendor.charAt(0).toUpperCase() + vendor.slice(1);
      case 'VENDOR':
        return vendor.toUpperCase();
      case 'host':
        return random.pick(hostNames);
      case 'user':
        return random.pick(userNames);
      case 'email':
        return `${random.pick(userNames)}@${random.pick(plainWords)}.com`;
      case 'word':
        return random.pick(plainWords);
      case 'int':
        return String(random.below(100_000));
      default:
        return filler(random, name, Number(argument ?? 0));
    }
  });
}

export function keyInCase(words: readonly string[], style: string): string {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  switch (style) {
    case 'upper':
      return words.join('_').toUpperCase();
    case 'kebab':
      return words.join('-');
    case 'dot':
      return words.join('.');
    case 'pascal':
      return words.map(capital).join('');
    case 'camel':
      return words.map((word, index) => (index === 0 ? word : capital(word))).join('');
    default:
      return words.join('_');
  }
}
