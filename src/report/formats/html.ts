/** One HTML page without scripts or outside parts, to be kept or mailed. */
import { grouped, plural } from '../grouped.ts';
import { ignoredText } from '../ignored-text.ts';
import { escapeMarkup } from '../markup.ts';
import { counts, type ReportedFinding, type ReportFormat } from '../report.ts';

const STYLE = [
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1a1a1a;background:#fff}',
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ddd}',
  'code{font-size:.9em;overflow-wrap:anywhere}td:last-child code{white-space:nowrap}.critical,.high{color:#b00020}.medium{color:#8a5a00}',
  '@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}td,th{border-color:#444}.critical,.high{color:#ff8a80}.medium{color:#ffcc66}}',
].join('');

export const html: ReportFormat = {
  description: 'one HTML page',
  *render(report) {
    const findings = report.findings.filter(counts);
    const { filesScanned, failed } = report.summary;
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>veil report</title>';
    yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
    yield `<style>${STYLE}</style></head><body>\n<h1>veil report</h1>\n`;
    yield `<p>${plural(findings.length, 'finding')}; ${plural(filesScanned, 'file')} scanned, ${grouped(failed.length)} could not be read.</p>\n`;
    const ignored = ignoredText(report.summary);
    if (ignored !== '') yield `<p>${ignored}</p>\n`;
    yield '<table><thead><tr><th>Severity</th><th>Place</th><th>Rule</th><th>Match</th><th>Id</th></tr></thead><tbody>\n';
    for (const finding of findings) yield row(finding);
    yield '</tbody></table>\n';
    for (const { path, code } of failed)
      yield `<p>could not be read: <code>${escapeMarkup(path)}</code> (${escapeMarkup(code)})</p>\n`;
    yield '</body></html>\n';
  },
};

function row({ severity, file, line, column, description, rule, match, id }: ReportedFinding): string {
  const cells = [
    `<span class="${severity}">${severity}</span>`,
    `<code>${escapeMarkup(file)}:${line}:${column}</code>`,
    `${escapeMarkup(description)} (${escapeMarkup(rule)})`,
    `<code>${escapeMarkup(match)}</code>`,
    `<code>${id}</code>`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
}
