/** For people on a terminal: grouped by file, masked, at most `style.width` columns wide but for long paths. */
import type { Severity } from '../../model/severity.ts';
import { shellWord } from '../../model/shell-word.ts';
import { plural } from '../grouped.ts';
import { counts, type Paint, type Report, type ReportedFinding, type ReportFormat } from '../report.ts';
import { cutToWidth, escapeControls } from '../text-safety.ts';

/** Characters. */
const SHOWN_BEFORE_SECRET = 40;

export const text: ReportFormat = {
  description: 'grouped by file, for people',
  *render(report) {
    const { style } = report;
    const shown = report.findings.filter((finding) => style.showExcepted || counts(finding));
    let file: string | undefined;
    for (const finding of shown.slice(0, style.limit)) {
      if (finding.displayPath !== file) {
        yield `${file === undefined ? '' : '\n'}${style.paint.bold(escapeControls(finding.displayPath))}\n`;
        file = finding.displayPath;
      }
      yield findingText(finding, report);
    }
    const hidden = shown.length - (style.limit ?? shown.length);
    if (hidden > 0) yield `\n${plural(hidden, 'more finding')} not shown (--limit ${style.limit})\n`;
  },
};

function findingText(finding: ReportedFinding, { style }: Report): string {
  const { paint, width } = style;
  const place = `${finding.line}:${finding.column}`;
  const what = escapeControls(`${finding.description} (${finding.rule})`);
  const room = width - 4 - place.length - finding.severity.length;
  const details = [beginNearSecret(finding), ...remarks(finding)].map((line) =>
    cutToWidth(escapeControls(line), width - 4),
  );
  return [
    `  ${paint.cyan(place)} ${paintSeverity(finding.severity, paint)} ${cutToWidth(what, room)}`,
    ...details.map((line) => `    ${line}`),
    ...(counts(finding) ? [`    ${paint.dim(hint(finding.id, style.registryPath))}`] : []),
    '',
  ].join('\n');
}

/** The match; of a long one only the end of what stands before the secret. */
function beginNearSecret({ match, secret }: ReportedFinding): string {
  const start = match.indexOf(secret) - SHOWN_BEFORE_SECRET;
  return start > 0 ? `…${match.slice(start)}` : match;
}

/** The line that accepts the finding, to be copied: with four columns before it, it just fits into 80. */
function hint(id: string, registryPath?: string): string {
  const registry = registryPath === undefined ? '' : ` --system-registry ${shellWord(escapeControls(registryPath))}`;
  return `veil exceptions add ${id} --reason "…" --expires 30d${registry}`;
}

function remarks({ exception, checksum, note, commit }: ReportedFinding): string[] {
  const lines: string[] = [];
  if (exception?.status === 'expired')
    lines.push(`exception expired${exception.expiresAt ? ` ${exception.expiresAt}` : ''}`);
  if (exception?.status === 'active')
    lines.push(`excepted${exception.expiresAt ? ` until ${exception.expiresAt}` : ''} (${exception.id})`);
  if (checksum === 'invalid') lines.push('its checksum does not fit: mistyped, made up, or cut off');
  if (note !== undefined) lines.push(note);
  if (commit !== undefined)
    lines.push(`commit ${commit.sha.slice(0, 12)} ${commit.date} ${commit.author}: ${commit.subject}`);
  return lines;
}

function paintSeverity(severity: Severity, paint: Paint): string {
  switch (severity) {
    case 'critical':
    case 'high':
      return paint.red(severity);
    case 'medium':
      return paint.yellow(severity);
    case 'low':
      return severity;
  }
}
