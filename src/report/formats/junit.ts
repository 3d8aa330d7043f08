/** JUnit XML: every finding that counts is a failed test, every file that could not be read an error. */
import type { FailedInput } from '../../model/summary.ts';
import { escapeMarkup } from '../markup.ts';
import { counts, type ReportedFinding, type ReportFormat } from '../report.ts';

export const junit: ReportFormat = {
  description: 'JUnit XML, a failed test a finding',
  *render(report) {
    const findings = report.findings.filter(counts);
    const { failed } = report.summary;
    // Some readers take a suite without a test for a failure.
    const isClean = findings.length + failed.length === 0;
    const totals = `tests="${isClean ? 1 : findings.length + failed.length}" failures="${findings.length}" errors="${failed.length}"`;
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${totals}>\n<testsuite name="veil" ${totals}>\n`;
    if (isClean) yield '<testcase classname="veil" name="no secrets found"/>\n';
    for (const finding of findings) yield failure(finding);
    for (const input of failed) yield unreadable(input);
    yield '</testsuite>\n</testsuites>\n';
  },
};

function failure({ file, line, column, rule, description, severity, match, id }: ReportedFinding): string {
  const name = escapeMarkup(`${rule} at ${file}:${line}:${column}`);
  return [
    `<testcase classname="${escapeMarkup(file)}" name="${name}" file="${escapeMarkup(file)}" line="${line}">`,
    `<failure type="${severity}" message="${escapeMarkup(description)}">${escapeMarkup(match)}\n${id}</failure>`,
    '</testcase>\n',
  ].join('');
}

function unreadable({ path, code, message }: FailedInput): string {
  const name = escapeMarkup(path);
  return `<testcase classname="${name}" name="read ${name}"><error type="${escapeMarkup(code)}" message="${escapeMarkup(message)}"/></testcase>\n`;
}
