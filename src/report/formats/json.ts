/** One JSON document in the schema veil-v1, a finding a line. */
import { jsonFinding, jsonSummary, SCHEMA_VERSION } from '../json-finding.ts';
import type { ReportFormat } from '../report.ts';

export const json: ReportFormat = {
  description: 'one JSON document (schema veil-v1)',
  *render(report) {
    const tool = { name: 'veil', version: report.veilVersion };
    yield `{"schemaVersion":${JSON.stringify(SCHEMA_VERSION)},"tool":${JSON.stringify(tool)},"findings":[`;
    let separator = '\n';
    for (const finding of report.findings) {
      yield `${separator}${JSON.stringify(jsonFinding(finding))}`;
      separator = ',\n';
    }
    yield `\n],"summary":${JSON.stringify(jsonSummary(report.summary))}}\n`;
  },
};
