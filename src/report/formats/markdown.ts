/** A Markdown table, for a job's summary page or a comment. */
import { grouped, plural } from '../grouped.ts';
import { ignoredText } from '../ignored-text.ts';
import { counts, type ReportedFinding, type ReportFormat } from '../report.ts';
import { escapeControls } from '../text-safety.ts';

export const markdown: ReportFormat = {
  description: 'a Markdown table, for job summaries',
  *render(report) {
    const findings = report.findings.filter(counts);
    const { filesScanned, failed } = report.summary;
    yield `## veil: ${plural(findings.length, 'finding')}\n\n`;
    yield `${plural(filesScanned, 'file')} scanned, ${grouped(failed.length)} could not be read.\n`;
    const ignored = ignoredText(report.summary);
    if (ignored !== '') yield `\n${ignored}\n`;
    if (findings.length > 0) yield '\n| Severity | Place | Rule | Match | Id |\n| --- | --- | --- | --- | --- |\n';
    for (const finding of findings) yield row(finding);
    if (failed.length > 0) yield '\n';
    for (const { path, code } of failed) yield `- could not be read: ${literal(path)} (${literal(code)})\n`;
  },
};

function row({ severity, file, line, column, description, rule, match, id }: ReportedFinding): string {
  return `| ${[severity, literal(`${file}:${line}:${column}`), literal(`${description} (${rule})`), literal(match), literal(id)].join(' | ')} |\n`;
}

/** Shown as it is: with every mark of punctuation as an entity it can be no link, no emphasis, no cell border, no HTML. */
function literal(text: string): string {
  const safe = escapeControls(text).replace(/[!-,:-@[-`{-~.]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${safe}</code>`;
}
