/** The table of `--rule-stats`: which rules a scan spends its time on. */
import type { RuleCost } from '../scan/scan.ts';

const MOST_ROWS = 40;
/** A literal that stands so often and leads to so little should be longer, or the rule rarer. */
const COMMON_CANDIDATES = 10_000;
const COMMON_RATIO = 100;

export function ruleStatsText(costs: readonly RuleCost[]): string {
  const seen = costs.filter((cost) => cost.candidates > 0);
  const rows = seen.toSorted((a, b) => b.nanoseconds - a.nanoseconds || (a.rule < b.rule ? -1 : 1));
  const total = seen.reduce((sum, cost) => sum + cost.nanoseconds, 0);
  const lines = rows.slice(0, MOST_ROWS).map((cost) => {
    const milliseconds = (cost.nanoseconds / 1e6).toFixed(1);
    const each = Math.round(cost.nanoseconds / cost.candidates);
    const cells = [cost.candidates, cost.matches, milliseconds, each].map((cell) => String(cell).padStart(11));
    return `${cells.join('')}  ${cost.rule}${isCommon(cost) ? '  (its literals are common)' : ''}`;
  });
  return [
    `${['candidates', 'matches', 'ms', 'ns each'].map((head) => head.padStart(11)).join('')}  rule`,
    ...lines,
    `${seen.length} of ${costs.length} rules had candidates; confirming them took ${(total / 1e6).toFixed(1)} ms`,
    '',
  ].join('\n');
}

function isCommon({ candidates, matches }: RuleCost): boolean {
  return candidates >= COMMON_CANDIDATES && candidates > matches * COMMON_RATIO;
}
