import type { ScanSummary } from '../model/summary.ts';
import { grouped } from './grouped.ts';

/** "3 ignored (2 inline, 1 baseline)", or ''. Every report for people has it: nobody shall silence a finding unseen. */
export function ignoredText({ ignored = {} }: ScanSummary): string {
  const sources = Object.entries(ignored);
  const total = sources.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return '';
  return `${grouped(total)} ignored (${sources.map(([source, count]) => `${grouped(count)} ${source}`).join(', ')})`;
}
