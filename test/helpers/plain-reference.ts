/**
 * What a rule finds in a text, worked out the slow and obvious way: its pattern at every byte, then its conditions one by
 * one. No literal, no window, no order of candidates. Written apart from native/match on purpose: each is the other's
 * test. Value filters and checksums judge the secret alone, whatever stands around it, and are left out here.
 */
import type { Rule } from '../../src/rules/rule.ts';
import { toRegExp } from './plain-regex.ts';

/** Half-open, in bytes. */
export interface PlainMatch {
  readonly begin: number;
  readonly end: number;
  readonly secretBegin: number;
  readonly secretEnd: number;
  readonly hasPair: boolean;
}

export class PlainRule {
  readonly rule: Rule;
  readonly #pattern: RegExp;
  readonly #pair: RegExp | undefined;
  readonly #allow: readonly RegExp[];

  constructor(rule: Rule) {
    this.rule = rule;
    this.#pattern = toRegExp(rule.pattern);
    this.#pair = rule.pair === '' ? undefined : toRegExp(rule.pair);
    this.#allow = rule.allowPatterns.map(toRegExp);
  }

  /** Every match, also overlapping ones. `text` is Latin-1. */
  matches(text: string): PlainMatch[] {
    const matches: PlainMatch[] = [];
    this.#pattern.lastIndex = 0;
    for (let found = this.#pattern.exec(text); found !== null; found = this.#pattern.exec(text)) {
      this.#pattern.lastIndex = found.index + 1;
      const match = this.#judge(text, found);
      if (match !== undefined) matches.push(match);
    }
    return matches;
  }

  #judge(text: string, found: RegExpExecArray): PlainMatch | undefined {
    const { rule } = this;
    const [begin, end] = found.indices?.[0] ?? [0, 0];
    const [secretBegin, secretEnd] = found.indices?.[rule.secretGroup] ?? [0, 0];
    if (end - begin > rule.afterBytes || secretBegin === secretEnd) return undefined;
    if (secretBegin > 0 && rule.notBefore.includes(text.charAt(secretBegin - 1))) return undefined;
    if (secretEnd < text.length && rule.notAfter.includes(text.charAt(secretEnd))) return undefined;
    const secret = text.slice(secretBegin, secretEnd);
    if (entropyOf(secret) < rule.entropy) return undefined;
    if (rule.allowValues.includes(secret) || this.#allow.some((pattern) => finds(pattern, secret))) return undefined;
    if (!this.#hasKeyword(text, begin, end)) return undefined;
    const hasPair = this.#hasPair(text, begin, end, secretBegin, secretEnd);
    if (this.#pair !== undefined && rule.pairMissing === 'drop' && !hasPair) return undefined;
    return { begin, end, secretBegin, secretEnd, hasPair };
  }

  #hasKeyword(text: string, begin: number, end: number): boolean {
    const { keywords, keywordDistance } = this.rule;
    const around = text.slice(Math.max(0, begin - keywordDistance), end + keywordDistance).toLowerCase();
    return keywords.length === 0 || keywords.some((keyword) => around.includes(keyword.toLowerCase()));
  }

  #hasPair(text: string, begin: number, end: number, secretBegin: number, secretEnd: number): boolean {
    if (this.#pair === undefined) return false;
    const first = Math.max(0, begin - this.rule.pairDistance);
    const last = Math.min(text.length, end + this.rule.pairDistance);
    this.#pair.lastIndex = first;
    for (let found = this.#pair.exec(text); found !== null; found = this.#pair.exec(text)) {
      this.#pair.lastIndex = found.index + 1;
      const [halfBegin, halfEnd] = found.indices?.[1] ?? [0, 0];
      if (found.index + found[0].length > last) continue;
      if (halfBegin < halfEnd && (halfEnd <= secretBegin || halfBegin >= secretEnd)) return true;
    }
    return false;
  }
}

/** Of matches whose secrets overlap the longest stays, then the one with its other half, then the first. */
export function withoutOverlaps(matches: readonly PlainMatch[]): PlainMatch[] {
  const length = (match: PlainMatch) => match.secretEnd - match.secretBegin;
  const best = [...matches].sort(
    (a, b) => length(b) - length(a) || Number(b.hasPair) - Number(a.hasPair) || a.secretBegin - b.secretBegin,
  );
  const kept: PlainMatch[] = [];
  for (const match of best) {
    if (kept.some((other) => match.secretBegin < other.secretEnd && other.secretBegin < match.secretEnd)) continue;
    kept.push(match);
  }
  return kept.sort((a, b) => a.secretBegin - b.secretBegin);
}

/** Shannon's, in bits a byte. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

function finds(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
