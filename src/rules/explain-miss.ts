/**
 * Why a rule does not find its example: what `veil rules check` says. The engine itself does not tell, since a scan meets
 * millions of such places; so variants of the rule, each with fewer filters, are asked one after another.
 */
import type { NativeFinding } from '../native/decode.ts';
import { parsePattern } from './pattern.ts';
import { literalOffset } from './pattern-facts.ts';
import type { Rule } from './rule.ts';

/** What a variant of the rule finds in the example. */
export type Probe = (variant: Rule) => Promise<NativeFinding | undefined>;

interface Filter {
  /** The rule's keys for it. */
  readonly keys: readonly (keyof Rule)[];
  /** What to say where it refuses `found`, the finding of the rule without any filter. */
  readonly says: (rule: Rule, found: NativeFinding) => string;
}

/** The rule with none of the filters. */
const NO_FILTERS = {
  notBefore: '',
  notAfter: '',
  entropy: 0,
  checksum: '',
  valueFilter: 'none',
  allowValues: [],
  allowPatterns: [],
  keywords: [],
  keywordDistance: 0,
  pair: '',
  pairDistance: 0,
  paths: [],
  notPaths: [],
} as const satisfies Partial<Rule>;

/** In the order in which the engine asks them. */
const FILTERS: readonly Filter[] = [
  {
    keys: ['paths', 'notPaths'],
    says: ({ examplePath }) => `paths or not_paths leave out "${examplePath}", the file of the example (example_path)`,
  },
  { keys: ['notBefore'], says: () => 'boundary refuses the character before it' },
  { keys: ['notAfter'], says: () => 'boundary refuses the character behind it' },
  { keys: ['entropy'], says: ({ entropy }, found) => `its entropy is ${found.entropy}, below ${entropy}` },
  { keys: ['checksum'], says: ({ checksum }) => `its check digits are wrong (checksum "${checksum}")` },
  { keys: ['valueFilter'], says: ({ valueFilter }) => `value_filter "${valueFilter}" takes it for no secret` },
  { keys: ['allowValues'], says: () => 'allow_values has it' },
  { keys: ['allowPatterns'], says: () => 'a pattern of allow_patterns matches it' },
  {
    keys: ['keywords', 'keywordDistance'],
    says: ({ keywordDistance }) => `none of keywords is within ${keywordDistance} bytes`,
  },
  { keys: ['pair', 'pairDistance'], says: ({ pairDistance }) => `no match of pair is within ${pairDistance} bytes` },
];

const SHOWN_LITERALS = 3;

/** A clause for people, which holds nothing of the example. `text` is what `rule` does not find anything in. */
export async function explainMiss(rule: Rule, text: string, mostAfterBytes: number, probe: Probe): Promise<string> {
  if (rule.reader === 'path') return 'none of paths fits it, or one of not_paths does';
  if (rule.reader !== 'pattern') return `its reader, "${rule.reader}", sees nothing there`;
  const found = await probe({ ...rule, ...NO_FILTERS });
  if (found === undefined) return explainNoMatch(rule, text, mostAfterBytes, probe);
  const refusing: string[] = [];
  for (const { keys, says } of FILTERS) {
    const own = Object.fromEntries(keys.map((key) => [key, rule[key]]));
    if ((await probe({ ...rule, ...NO_FILTERS, ...own })) === undefined) refusing.push(says(rule, found));
  }
  return refusing.length === 0 ? 'its filters together refuse it' : refusing.join('; ');
}

async function explainNoMatch(rule: Rule, text: string, mostAfterBytes: number, probe: Probe): Promise<string> {
  if (!rule.decode && !hasLiteral(rule, text)) {
    const shown = rule.literals.slice(0, SHOWN_LITERALS).map((literal) => `"${Buffer.from(literal, 'latin1')}"`);
    const more = rule.literals.length > SHOWN_LITERALS ? ', …' : '';
    return `none of its literals stands in it: ${shown.join(', ')}${more}`;
  }
  const isLonger = (await probe({ ...rule, ...NO_FILTERS, afterBytes: mostAfterBytes })) !== undefined;
  if (isLonger) return `it is longer than max_length, ${rule.afterBytes} bytes`;
  const { root } = parsePattern(rule.pattern);
  const isInside = rule.literals.some((literal) => literalOffset(root, literal) !== undefined);
  return `the pattern does not match at its literal${isInside ? '' : ', which must stand inside the match: a word beside it belongs into the pattern'}`;
}

function hasLiteral({ literals, caseless }: Rule, text: string): boolean {
  const bytes = Buffer.from(text).toString('latin1');
  const searched = caseless ? bytes.toLowerCase() : bytes;
  return literals.some((literal) => searched.includes(literal));
}
