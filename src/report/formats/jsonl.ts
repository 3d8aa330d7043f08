/** JSON Lines: a finding a line, with the keys that the json format has. No finding, no line. */
import { jsonFinding } from '../json-finding.ts';
import type { ReportFormat } from '../report.ts';

export const jsonl: ReportFormat = {
  description: 'JSON Lines, a finding a line',
  *render(report) {
    for (const finding of report.findings) yield `${JSON.stringify(jsonFinding(finding))}\n`;
  },
};
