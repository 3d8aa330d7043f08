/** What became of the inputs, for people, on stderr after the report. */
import type { SetAside } from '../ignores/set-aside.ts';
import type { FailedInput, ScanSummary } from '../model/summary.ts';
import { grouped } from '../report/grouped.ts';
import { ignoredText } from '../report/ignored-text.ts';
import { counts, type ReportedFinding } from '../report/report.ts';
import { escapeControls } from '../report/text-safety.ts';
import { plural, secondsText, sizeText } from './numbers.ts';

/** The rest is in the json report and counted here. */
const LISTED_FAILURES = 10;

export function summaryText(findings: readonly ReportedFinding[], summary: ScanSummary): string {
  const lines = [
    [findingsText(findings), ignoredText(summary)].filter((text) => text !== '').join(', '),
    `${plural(summary.filesScanned, 'file')} (${sizeText(summary.bytesScanned)}) scanned in ${secondsText(summary.elapsedMs)}${skippedText(summary)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** What makes the result incomplete or doubtful; shown with `--quiet`, too. Empty when there is nothing to say. */
export function trouble(summary: ScanSummary): string {
  const lines: string[] = [];
  if (summary.failed.length > 0) {
    lines.push(`error: ${plural(summary.failed.length, 'input')} could not be scanned: the scan is incomplete`);
    for (const failed of summary.failed.slice(0, LISTED_FAILURES)) lines.push(`  ${failedText(failed)}`);
    const more = summary.failed.length - LISTED_FAILURES;
    if (more > 0) lines.push(`  … and ${grouped(more)} more (all of them are in --format json)`);
  }
  for (const path of summary.changedDuringScan)
    lines.push(`warning: ${escapeControls(path)} changed during the scan: scanned again`);
  for (const { path, count } of summary.findingsCapped)
    lines.push(`warning: ${escapeControls(path)} has ${plural(count, 'finding')} more than are reported`);
  return lines.map((line) => `${line}\n`).join('');
}

function failedText({ path, code, errno, syscall, message }: FailedInput): string {
  const system = [code, errno === undefined ? '' : `errno ${errno}`, syscall ?? '']
    .filter((word) => word !== '')
    .join(', ');
  return `${escapeControls(path)}: ${escapeControls(message)} (${system})`;
}

function findingsText(findings: readonly ReportedFinding[]): string {
  const counted = findings.filter(counts);
  const excepted = findings.length - counted.length;
  const expired = counted.filter(({ exception }) => exception?.status === 'expired').length;
  const remarks = [
    ...(excepted > 0 ? [`${grouped(excepted)} excepted`] : []),
    ...(expired > 0 ? [`${grouped(expired)} with an expired exception`] : []),
  ];
  const files = new Set(counted.map(({ displayPath }) => displayPath)).size;
  const found =
    counted.length === 0 ? 'no findings' : `${plural(counted.length, 'finding')} in ${plural(files, 'file')}`;
  return [found, ...remarks].join(', ');
}

/** With `--verbose`. */
export function ignoredList(ignored: SetAside['ignored']): string {
  return ignored
    .map(({ finding, source }) => {
      const { displayPath, line, rule, id } = finding;
      return `ignored: ${escapeControls(displayPath)}:${line} ${rule} ${id} (${source})\n`;
    })
    .join('');
}

function skippedText({ skipped, skippedOther }: ScanSummary): string {
  const totals = new Map(Object.entries(skipped));
  for (const [reason, count] of Object.entries(skippedOther)) totals.set(reason, (totals.get(reason) ?? 0) + count);
  const reasons = [...totals].filter(([, count]) => count > 0);
  if (reasons.length === 0) return '';
  return `; skipped: ${reasons.map(([reason, count]) => `${grouped(count)} ${reason}`).join(', ')}`;
}
