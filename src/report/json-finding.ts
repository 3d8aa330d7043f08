/** The schema `veil-v1` (docs/json-schema/): one finding and the summary as plain objects, keys in a fixed order. */
import type { ScanSummary } from '../model/summary.ts';
import type { ReportedFinding } from './report.ts';

export const SCHEMA_VERSION = 'veil-v1';

/** Absent facts have no key. */
export function jsonFinding(finding: ReportedFinding): Record<string, unknown> {
  const { exception, commit } = finding;
  return withoutAbsent({
    file: finding.file,
    fileBase64: finding.fileBase64,
    line: finding.line,
    column: finding.column,
    endLine: finding.endLine,
    endColumn: finding.endColumn,
    offset: finding.offset,
    length: finding.length,
    rule: finding.rule,
    description: finding.description,
    severity: finding.severity,
    confidence: finding.confidence,
    secret: finding.secret,
    match: finding.match,
    id: finding.id,
    entropy: finding.entropy,
    checksum: finding.checksum,
    note: finding.note,
    exception:
      exception && withoutAbsent({ status: exception.status, id: exception.id, expiresAt: exception.expiresAt }),
    commit: commit?.sha,
    author: commit?.author,
    date: commit?.date,
    subject: commit?.subject,
  });
}

/** How long it took is left out: the same input gives the same bytes. */
export function jsonSummary(summary: ScanSummary): Record<string, unknown> {
  return {
    filesScanned: summary.filesScanned,
    bytesScanned: summary.bytesScanned,
    skipped: summary.skipped,
    skippedOther: summary.skippedOther,
    filesFailed: summary.filesFailed,
    failed: summary.failed.map(({ path, code, errno, syscall, message }) =>
      withoutAbsent({ path, code, errno, syscall, message }),
    ),
    changedDuringScan: summary.changedDuringScan,
    findingsCapped: summary.findingsCapped.map(({ path, count }) => ({ path, count })),
    ignored: summary.ignored ?? {},
    ...(summary.timedOut === true ? { timedOut: true } : {}),
  };
}

function withoutAbsent(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
