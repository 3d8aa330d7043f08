/** SARIF 2.1.0, for code-scanning pages. Columns are UTF-16 units, which is SARIF's default. */
import type { Severity } from '../../model/severity.ts';
import type { FailedInput } from '../../model/summary.ts';
import { counts, type Report, type ReportedFinding, type ReportedRule, type ReportFormat } from '../report.ts';

const SCHEMA_URI = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, string>> = { low: 'note', medium: 'warning', high: 'error', critical: 'error' };
/** GitHub sorts and gates by this number, from 0 to 10. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  low: '3.0',
  medium: '5.5',
  high: '8.0',
  critical: '9.5',
};

export const sarif: ReportFormat = {
  description: 'SARIF 2.1.0, for code-scanning pages',
  *render(report) {
    // Only the rules that found something: hundreds of others would make up most of the file.
    const found = new Set(report.findings.map(({ rule: id }) => id));
    const rules = report.rules.filter(({ id }) => found.has(id));
    const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]));
    const tool = { driver: { name: 'veil', semanticVersion: report.veilVersion, rules: rules.map(rule) } };
    yield `{"$schema":${JSON.stringify(SCHEMA_URI)},"version":"2.1.0","runs":[{"tool":${JSON.stringify(tool)},`;
    yield `"columnKind":"utf16CodeUnits","invocations":[${JSON.stringify(invocation(report))}],"results":[`;
    let separator = '\n';
    for (const finding of report.findings) {
      yield `${separator}${JSON.stringify(result(finding, ruleIndexes))}`;
      separator = ',\n';
    }
    yield '\n]}]}\n';
  },
};

function rule({ id, description, severity, reference, rotate }: ReportedRule): object {
  return {
    id,
    shortDescription: { text: description },
    ...(reference === undefined ? {} : { helpUri: reference }),
    ...(rotate === undefined ? {} : { help: { text: rotate } }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security', 'secret'], 'security-severity': SECURITY_SEVERITIES[severity] },
  };
}

function invocation({ summary }: Report): object {
  return {
    executionSuccessful: summary.failed.length === 0,
    toolExecutionNotifications: summary.failed.map(notification),
  };
}

function notification({ path, code, message }: FailedInput): object {
  return {
    level: 'error',
    message: { text: `${path}: ${message} (${code})` },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodePath(Buffer.from(path)) } } }],
  };
}

function result(finding: ReportedFinding, ruleIndexes: ReadonlyMap<string, number>): object {
  const { rule: ruleId, description, severity, confidence, secret, id, exception, commit } = finding;
  const index = ruleIndexes.get(ruleId);
  return {
    ruleId,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: `${description}: ${secret}` },
    locations: [{ physicalLocation: physicalLocation(finding) }],
    partialFingerprints: { 'veilFindingId/v1': id },
    ...(counts(finding) ? {} : { suppressions: [{ kind: 'external', status: 'accepted' }] }),
    properties: {
      severity,
      confidence,
      ...(exception === undefined ? {} : { exception }),
      ...(commit === undefined ? {} : { commit: commit.sha, author: commit.author, date: commit.date }),
    },
  };
}

function physicalLocation(finding: ReportedFinding): object {
  const { file, fileBase64, line, column, endLine, endColumn, offset, length } = finding;
  const path = fileBase64 === undefined ? Buffer.from(file) : Buffer.from(fileBase64, 'base64');
  return {
    artifactLocation: { uri: encodePath(path), uriBaseId: '%SRCROOT%' },
    region: {
      startLine: line,
      startColumn: column,
      endLine,
      endColumn,
      byteOffset: offset,
      byteLength: length,
    },
  };
}

/** A path's bytes as a relative URI: what is not plain is %XX, so that names that are not UTF-8 come through. */
function encodePath(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[^A-Za-z0-9\-._~/]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
