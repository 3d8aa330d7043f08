/**
 * Literals that ordinary text is full of: each hit costs a look at the rule. Counted in what everybody has, the native
 * sources that come with the package: a program's text, as most of what is scanned.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule, RuleProblem } from './rule.ts';

/** At some 0.5 µs a hit, more than this costs a percent of a scan that runs at 1 GB/s. */
const MOST_HITS_PER_MIB = 20;
/** Fewer in all say nothing about a rate. */
const LEAST_HITS = 20;

/** A warning for each literal that stands more often than that in the sources below `folder`. */
export function commonLiteralProblems(rules: readonly Rule[], folder: string): RuleProblem[] {
  const sample = textsBelow(folder);
  const lower = sample.toLowerCase();
  const mib = sample.length / 2 ** 20;
  const rates = new Map<string, number>();
  const rateOf = (literal: string, caseless: boolean): number => {
    const key = `${caseless} ${literal}`;
    const known = rates.get(key);
    if (known !== undefined) return known;
    const hits = (caseless ? lower : sample).split(literal).length - 1;
    const rate = hits < LEAST_HITS ? 0 : hits / mib;
    rates.set(key, rate);
    return rate;
  };
  return rules
    .filter((rule) => rule.reader === 'pattern')
    .flatMap((rule) =>
      rule.literals.flatMap((literal) => {
        const rate = rateOf(literal, rule.caseless);
        if (rate <= MOST_HITS_PER_MIB) return [];
        const key = rule.place.keyLines.literals === undefined ? 'pattern' : 'literals';
        const message = `the literal ${JSON.stringify(literal)} is common, ${Math.round(rate)} times in a MiB of source code: each costs a look at the rule`;
        const { file, line, keyLines } = rule.place;
        return [{ level: 'warning' as const, file, line: keyLines[key] ?? line, key, message }];
      }),
    );
}

function textsBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:cc|h)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
}
