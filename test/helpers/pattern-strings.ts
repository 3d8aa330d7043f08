/** Made-up texts that a pattern matches, from its parsed form: what nobody thought of as an example. Latin-1. */
import type { Random } from '../../src/rules/example-random.ts';
import type { PatternNode } from '../../src/rules/pattern.ts';

/** How far a repetition without a bound, or with a high one, goes beyond its least count. */
const MOST_MORE = 12;

/** Anchors are left out: where the text is put decides whether they hold. */
export function stringOf(node: PatternNode, random: Random): string {
  switch (node.kind) {
    case 'empty':
      return '';
    case 'byte':
      return byteOf(node.set, random);
    case 'concat':
      return node.parts.map((part) => stringOf(part, random)).join('');
    case 'alternate':
      return stringOf(random.pick(node.parts) as PatternNode, random);
    case 'repeat': {
      const count = random.between(node.min, Math.min(node.max, node.min + MOST_MORE));
      return Array.from({ length: count }, () => stringOf(node.part, random)).join('');
    }
  }
}

/** Printable where the set allows: other bytes would only end the texts around. */
function byteOf(set: ReadonlySet<number>, random: Random): string {
  const printable = [...set].filter((byte) => byte > 0x20 && byte < 0x7f);
  return String.fromCharCode(random.pick(printable.length > 0 ? printable : [...set]) as number);
}
