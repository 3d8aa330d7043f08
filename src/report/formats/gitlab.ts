/** GitLab's report of secret detection, schema 15. */
import type { Severity } from '../../model/severity.ts';
import { counts, type Report, type ReportedFinding, type ReportFormat } from '../report.ts';

const SCHEMA_VERSION = '15.0.4';
const SEVERITIES: Readonly<Record<Severity, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};
/** The schema demands a commit; this is what stands for "the files as they are". */
const NO_COMMIT = '0000000';
/** GitLab refuses a report in which one name is longer. */
const MOST_NAME_CHARACTERS = 255;

export const gitlab: ReportFormat = {
  description: "GitLab's secret detection report",
  *render(report) {
    yield `{"version":"${SCHEMA_VERSION}","scan":${JSON.stringify(scan(report))},"vulnerabilities":[`;
    let separator = '\n';
    for (const finding of report.findings.filter(counts)) {
      yield `${separator}${JSON.stringify(vulnerability(finding))}`;
      separator = ',\n';
    }
    yield '\n]}\n';
  },
};

function scan({ veilVersion, startedAt, endedAt, summary }: Report): object {
  const tool = { id: 'veil', name: 'veil', version: veilVersion, vendor: { name: 'veil' } };
  return {
    analyzer: tool,
    scanner: tool,
    type: 'secret_detection',
    start_time: withoutZone(startedAt),
    end_time: withoutZone(endedAt),
    status: summary.failed.length === 0 ? 'success' : 'failure',
  };
}

function vulnerability(finding: ReportedFinding): object {
  const { id, file, line, endLine, rule, description, severity, match, commit } = finding;
  return {
    id,
    category: 'secret_detection',
    name: [...description].slice(0, MOST_NAME_CHARACTERS).join(''),
    description: `${description} in ${file}`,
    severity: SEVERITIES[severity],
    raw_source_code_extract: match,
    scanner: { id: 'veil', name: 'veil' },
    location: {
      file,
      commit: commit === undefined ? { sha: NO_COMMIT } : { sha: commit.sha, author: commit.author, date: commit.date },
      start_line: line,
      end_line: endLine,
    },
    identifiers: [{ type: 'veil_rule_id', name: `veil rule ${rule}`, value: rule }],
  };
}

/** The schema has times as YYYY-MM-DDTHH:MM:SS, taken as UTC. */
function withoutZone(time: string): string {
  return time.slice(0, 19);
}
