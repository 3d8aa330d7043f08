/** CSV (RFC 4180), a finding a line, only those that count. */
import { counts, type ReportedFinding, type ReportFormat } from '../report.ts';
import { escapeControls } from '../text-safety.ts';

const COLUMNS: Readonly<Record<string, (finding: ReportedFinding) => string | number | undefined>> = {
  file: ({ file }) => file,
  line: ({ line }) => line,
  column: ({ column }) => column,
  endLine: ({ endLine }) => endLine,
  endColumn: ({ endColumn }) => endColumn,
  rule: ({ rule }) => rule,
  description: ({ description }) => description,
  severity: ({ severity }) => severity,
  confidence: ({ confidence }) => confidence,
  secret: ({ secret }) => secret,
  match: ({ match }) => match,
  id: ({ id }) => id,
  entropy: ({ entropy }) => entropy,
  checksum: ({ checksum }) => checksum,
  exception: ({ exception }) => exception?.status,
  commit: ({ commit }) => commit?.sha,
  author: ({ commit }) => commit?.author,
  date: ({ commit }) => commit?.date,
};

export const csv: ReportFormat = {
  description: 'CSV with a header line',
  *render(report) {
    yield `${Object.keys(COLUMNS).join(',')}\r\n`;
    for (const finding of report.findings.filter(counts)) {
      const cells = Object.values(COLUMNS).map((value) => cell(value(finding) ?? ''));
      yield `${cells.join(',')}\r\n`;
    }
  },
};

/** A cell that begins like a formula would be run by a spreadsheet: an apostrophe before it makes it text. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = escapeControls(value);
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
