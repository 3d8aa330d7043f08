/**
 * What the prefilter needs to know of a pattern: how long a match can be, and literals of which one stands in every
 * match, with how far behind the match's beginning.
 */
import type { PatternNode } from './pattern.ts';

/** Lengths in bytes; `max` is Infinity where the pattern has no bound. */
export interface Lengths {
  readonly min: number;
  readonly max: number;
}

/** Every match holds one of `literals`, its first byte at most `before` bytes behind the match's beginning. */
export interface LiteralSet {
  /** Latin-1 strings of bytes; lower case when `caseless`. */
  readonly literals: readonly string[];
  readonly caseless: boolean;
  readonly before: number;
}

export function matchLengths(node: PatternNode): Lengths {
  switch (node.kind) {
    case 'empty':
      return { min: 0, max: 0 };
    case 'byte':
      return { min: 1, max: 1 };
    case 'concat':
      return node.parts
        .map(matchLengths)
        .reduce((sum, part) => ({ min: sum.min + part.min, max: sum.max + part.max }), {
          min: 0,
          max: 0,
        });
    case 'alternate': {
      const parts = node.parts.map(matchLengths);
      return { min: Math.min(...parts.map((part) => part.min)), max: Math.max(...parts.map((part) => part.max)) };
    }
    case 'repeat': {
      const part = matchLengths(node.part);
      return { min: part.min * node.min, max: part.max === 0 || node.max === 0 ? 0 : part.max * node.max };
    }
  }
}

/** How many single-character steps the pattern has once its counted repetitions are written out: what RE2 compiles. */
export function patternSize(node: PatternNode): number {
  switch (node.kind) {
    case 'empty':
    case 'byte':
      return 1;
    case 'concat':
    case 'alternate':
      return node.parts.reduce((sum, part) => sum + patternSize(part), 1);
    case 'repeat':
      return 1 + patternSize(node.part) * Math.max(1, Number.isFinite(node.max) ? node.max : node.min);
  }
}

/** More literals than this for one rule cost the prefilter more than a longer confirm does. */
const MAX_LITERALS = 48;
/** Beyond this a longer literal excludes nothing more. */
const ENOUGH_BYTES = 6;
const MAX_BYTES = 48;
/** A set of more bytes than this is not spelled out. */
const MAX_SPELLED_SET = 4;

/** The best set of literals of which one stands in every match; undefined when there is none of `minBytes` bytes. */
export function requiredLiterals(node: PatternNode, minBytes: number): LiteralSet | undefined {
  const sets = literalSets(node).filter((set) => shortest(set) >= minBytes && set.literals.length <= MAX_LITERALS);
  return sets.reduce<LiteralSet | undefined>(
    (best, set) => (best === undefined || score(set) > score(best) ? set : best),
    undefined,
  );
}

/**
 * How far behind the match's beginning `literal` can stand in a match; undefined when the pattern does not spell it out.
 */
export function literalOffset(node: PatternNode, literal: string): number | undefined {
  const wanted = literal.toLowerCase();
  let offset: number | undefined;
  for (const set of literalSets(node)) {
    for (const text of set.literals) {
      const at = text.toLowerCase().lastIndexOf(wanted);
      if (at >= 0) offset = Math.max(offset ?? 0, set.before + at);
    }
  }
  return offset;
}

function shortest(set: LiteralSet): number {
  return Math.min(...set.literals.map((literal) => literal.length));
}

/** A match that begins at its literal is confirmed by a short forward match: worth more than length. */
function score(set: LiteralSet): number {
  const length = Math.min(shortest(set), ENOUGH_BYTES);
  return length * 100 + (set.before === 0 ? 150 : 0) - set.literals.length - Math.min(set.before, 64);
}

/** All runs of spelled-out text in the pattern, each with the texts it can be and where it begins at the latest. */
function literalSets(node: PatternNode): LiteralSet[] {
  const found: LiteralSet[] = [];
  let run = newRun(0);
  let before = 0;
  for (const part of flatten(node)) {
    const texts = spelledOut(part);
    if (
      texts !== undefined &&
      run.texts.length * texts.length <= MAX_LITERALS &&
      longest(run.texts) + longest(texts) <= MAX_BYTES
    ) {
      run = extendRun(run, texts, isCaseless(part));
    } else {
      closeRun(run, found);
      if (texts === undefined) found.push(...innerSets(part, before));
      run =
        texts === undefined
          ? newRun(before + matchLengths(part).max)
          : extendRun(newRun(before), texts, isCaseless(part));
    }
    before += matchLengths(part).max;
    if (!Number.isFinite(before)) break;
  }
  closeRun(run, found);
  return found;
}

interface Run {
  readonly texts: readonly string[];
  readonly caseless: boolean;
  readonly before: number;
}

function newRun(before: number): Run {
  return { texts: [''], caseless: false, before };
}

function extendRun(run: Run, texts: readonly string[], caseless: boolean): Run {
  return {
    texts: run.texts.flatMap((head) => texts.map((tail) => head + tail)),
    caseless: run.caseless || caseless,
    before: run.before,
  };
}

function closeRun(run: Run, found: LiteralSet[]): void {
  if (run.texts.some((text) => text === '')) return;
  const texts = [...new Set(run.caseless ? run.texts.map((text) => text.toLowerCase()) : run.texts)];
  found.push({ literals: withoutExtensions(texts), caseless: run.caseless, before: run.before });
}

/** A literal that begins with another one is found with it. */
function withoutExtensions(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => !texts.some((other) => other !== text && text.startsWith(other)));
}

/** The sets inside an alternation (one of each branch together) or a repetition that occurs at least once. */
function innerSets(part: PatternNode, before: number): LiteralSet[] {
  if (part.kind === 'repeat' && part.min > 0) {
    return literalSets(part.part).map((set) => ({ ...set, before: set.before + before }));
  }
  if (part.kind !== 'alternate') return [];
  const branches = part.parts.map((branch) => requiredLiterals(branch, 3));
  if (branches.some((branch) => branch === undefined)) return [];
  const sets = branches as LiteralSet[];
  return [
    {
      literals: withoutExtensions([...new Set(sets.flatMap((set) => set.literals))]),
      caseless: sets.some((set) => set.caseless),
      before: before + Math.max(...sets.map((set) => set.before)),
    },
  ];
}

function flatten(node: PatternNode): PatternNode[] {
  return node.kind === 'concat' ? node.parts.flatMap(flatten) : [node];
}

function longest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}

/** Each text that the node can match, when they are few; caseless letters in lower case. */
function spelledOut(node: PatternNode): readonly string[] | undefined {
  switch (node.kind) {
    case 'empty':
      return [''];
    case 'byte':
      if (node.caseless) return [String.fromCharCode(Math.max(...node.set))];
      return node.set.size <= MAX_SPELLED_SET ? [...node.set].map((byte) => String.fromCharCode(byte)) : undefined;
    case 'concat':
      return node.parts.map(spelledOut).reduce<readonly string[] | undefined>(product, ['']);
    case 'alternate': {
      const parts = node.parts.map(spelledOut);
      if (parts.some((part) => part === undefined)) return undefined;
      const texts = [...new Set(parts.flatMap((part) => part ?? []))];
      return texts.length <= MAX_LITERALS ? texts : undefined;
    }
    case 'repeat': {
      if (node.max > 8 || node.max - node.min > 1) return undefined;
      const once = spelledOut(node.part);
      let texts: readonly string[] | undefined = [''];
      for (let i = 0; i < node.min; i++) texts = product(texts, once);
      return node.max === node.min || texts === undefined ? texts : (product(texts, once)?.concat(texts) ?? undefined);
    }
  }
}

function product(
  heads: readonly string[] | undefined,
  tails: readonly string[] | undefined,
): readonly string[] | undefined {
  if (heads === undefined || tails === undefined || heads.length * tails.length > MAX_LITERALS) return undefined;
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

function isCaseless(node: PatternNode): boolean {
  switch (node.kind) {
    case 'empty':
      return false;
    case 'byte':
      return node.caseless;
    case 'concat':
    case 'alternate':
      return node.parts.some(isCaseless);
    case 'repeat':
      return isCaseless(node.part);
  }
}
