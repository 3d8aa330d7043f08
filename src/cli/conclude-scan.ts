/** The end of a scan: what is told below the report, and the exit status. */
import { type Severity, severities } from '../model/severity.ts';
import { closingText } from '../registry/messages.ts';
import { type ScanOutcome, scanEffect } from '../registry/scan-effect.ts';
import type { Exceptions } from '../registry/scan-exceptions.ts';
import { counts, type ReportedFinding } from '../report/report.ts';
import { escapeControls } from '../report/text-safety.ts';
import type { ScanResult } from '../scan/scan.ts';
import { exitCodes } from './exit-codes.ts';
import type { ScanRequest } from './run-scan.ts';
import { summaryText, trouble } from './summary-text.ts';

/** Answers the exit status. `seenIds`: of all that was found, also of what is not reported. */
export function conclude(
  request: ScanRequest,
  exceptions: Exceptions,
  findings: readonly ReportedFinding[],
  { summary, skipped }: ScanResult,
  seenIds: ReadonlySet<string>,
): number {
  const { context, gates } = request;
  const gated = findings.filter(counts).filter((finding) => isAtLeast(finding.severity, gates.severity));
  const fails = gated.length >= gates.findings;
  const expired = gated.filter(({ exception }) => exception?.status === 'expired').length;
  const effect = scanEffect({
    exceptions,
    strict: request.registry.strict,
    newFindings: fails ? gated.length - expired : 0,
    expiredFindings: fails ? expired : 0,
    argv: context.argv,
  });
  if (request.verbose) {
    for (const { path, reason } of skipped) context.stderr.write(`skipped: ${escapeControls(path)} (${reason})\n`);
  }
  context.stderr.write(trouble(summary));
  if (!request.quiet) {
    if (findings.length > 0 && isOneTerminal(request)) context.stderr.write('\n');
    context.stderr.write(summaryText(findings, summary));
    const sawAll = request.isPartial !== true && summary.failed.length === 0;
    context.stderr.write(closingText(exceptions, sawAll ? seenIds : undefined));
  }
  context.stderr.write(effect.errorText);
  return exitStatus(summary.failed.length > 0 ? 'error' : effect.outcome, request.findingsExitCode);
}

/** The report and the summary are read one below the other. */
function isOneTerminal({ context, reportPath }: ScanRequest): boolean {
  return reportPath === undefined && context.stdout.isTTY === true && context.stderr.isTTY === true;
}

function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(least);
}

function exitStatus(outcome: ScanOutcome, findingsExitCode: number = exitCodes.findings): number {
  return outcome === 'findings' ? findingsExitCode : exitCodes[outcome];
}
