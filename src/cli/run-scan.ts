/** A scan from checked options to exit status: rules, registry, scan, masks, report, summary. Loaded only when something is scanned. */
import { resolve } from 'node:path';
import type { ItemPlace } from '../config/load-config.ts';
import { Problem } from '../errors/problem.ts';
import { renderBaseline } from '../ignores/baseline.ts';
import { type IgnoreTests, type SetAside, setAside } from '../ignores/set-aside.ts';
import type { Finding } from '../model/finding.ts';
import type { Severity } from '../model/severity.ts';
import type { FailedInput, ScanSummary } from '../model/summary.ts';
import { openingText } from '../registry/messages.ts';
import type { Exceptions } from '../registry/scan-exceptions.ts';
import { formatNames, loadFormat } from '../report/index.ts';
import { type Mask, maskFindings } from '../report/mask.ts';
import type { Report, ReportedFinding } from '../report/report.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { Scan, ScanInput, ScanResult, ScanSettings } from '../scan/scan.ts';
import { conclude } from './conclude-scan.ts';
import type { IgnoreOptions } from './ignores.ts';
import { paintOf } from './paint.ts';
import { openProgressLine } from './progress-line.ts';
import { checkReportPath, writeReport, writeReportFile } from './report-output.ts';
import { checkRuleIds } from './rule-ids.ts';
import { isRuleOn } from './scan-options.ts';
import { ignoredList } from './summary-text.ts';
import { oneOf } from './values.ts';
import type { VeilContext } from './veil-command.ts';
import { veilVersion } from './version.ts';

export interface ScanRequest {
  readonly context: VeilContext;
  /** Absolute; where the registry may be found. Empty for stdin. */
  readonly scannedPaths: readonly string[];
  readonly formatName: string;
  /** As typed; absent = stdout. */
  readonly reportPath?: string;
  readonly mask: Mask;
  readonly limit?: number;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly progress: 'auto' | 'always' | 'never';
  /** `--exit-code`. */
  readonly findingsExitCode?: number;
  /** What fails: so many findings of this severity or above. */
  readonly gates: { readonly severity: Severity; readonly findings: number };
  readonly timeoutSeconds?: number;
  /** Only a part was asked for (the index, a range of commits): what it does not have may still be elsewhere. */
  readonly isPartial?: boolean;
  readonly ignores: IgnoreOptions;
  /** Rule files beside the built-in rules; relative to the current folder. */
  readonly ruleFiles?: readonly string[];
  readonly registry: {
    readonly path?: string;
    readonly strict: boolean;
    readonly disabled: boolean;
    readonly lockRetryMs: number;
  };
  readonly configPlace: ItemPlace;
  readonly settings: Omit<ScanSettings, 'signal' | 'onProgress'>;
}

/** What to scan: files and texts through src/scan, or a scan of another kind (git) with the same answer, also at its deadline. */
export type ScanWork = ScanInput | ((catalogue: RuleCatalogue, settings: ScanSettings) => Promise<ScanResult>);

/** The parts below, so that a test can stand in for them. */
export interface ScanParts {
  readonly loadCatalogue: (request: ScanRequest) => Promise<RuleCatalogue>;
  readonly scan: Scan;
  readonly loadIgnores: (request: ScanRequest, catalogue: RuleCatalogue) => IgnoreTests;
  readonly openExceptions: (request: ScanRequest, now: Date) => Promise<Exceptions>;
}

/** Every format tells what could not be read: so each says that it is incomplete. */
function timedOutInput({ notReached }: ScanSummary): FailedInput {
  const what = notReached === undefined ? ' before everything was looked at' : `: ${notReached}`;
  return { path: '(the rest)', code: 'TIMEOUT', message: `--timeout ended the scan${what}` };
}

/** Answers the exit status. The report is written, and everything for people is on stderr, when it does. */
export async function runScan(request: ScanRequest, work: ScanWork, parts: ScanParts): Promise<number> {
  const { context } = request;
  const now = new Date();
  const format = await loadFormat(oneOf('--format', request.formatName, formatNames));
  if (format === undefined) throw new Error(`no format ${request.formatName}`);
  const { reportPath, ignores } = request;
  if (reportPath !== undefined) checkReportPath(resolve(context.cwd, reportPath));
  if (ignores.writeBaseline !== undefined) checkReportPath(resolve(context.cwd, ignores.writeBaseline), 'the baseline');
  const catalogue = await parts.loadCatalogue(request);
  checkRuleIds(request.settings, catalogue, request.configPlace);

  const tests = parts.loadIgnores(request, catalogue);
  const exceptions = await parts.openExceptions(request, now);
  context.stderr.write(openingText(exceptions, request.registry.strict));
  const scanned = await scanWithProgress(request, work, parts.scan, catalogue);
  const { kept, ignored, counts: ignoredCounts } = setAside(scanned.findings, tests);
  const { timedOut, failed } = scanned.summary;
  const summary = {
    ...scanned.summary,
    failed: timedOut === true ? [...failed, timedOutInput(scanned.summary)] : failed,
    ignored: ignoredCounts,
  };
  const result = { ...scanned, summary };
  const findings = [
    ...maskFindings(
      kept.map((finding) => withException(finding, exceptions)),
      request.mask,
    ),
  ];
  await deliver(request, format.render(reportOf(request, exceptions, findings, result, catalogue, now)));
  writeBaseline(request, exceptions, scanned.findings, ignored);
  if (request.verbose) context.stderr.write(ignoredList(ignored));
  return conclude(request, exceptions, findings, result, new Set(scanned.findings.map(({ id }) => id)));
}

async function scanWithProgress(
  request: ScanRequest,
  work: ScanWork,
  scan: Scan,
  catalogue: RuleCatalogue,
): Promise<ScanResult> {
  const { context, timeoutSeconds } = request;
  const deadline =
    timeoutSeconds === undefined || timeoutSeconds === 0 ? undefined : AbortSignal.timeout(timeoutSeconds * 1000);
  const line = showsProgress(request) ? openProgressLine(context.stderr) : undefined;
  const settings: ScanSettings = {
    ...request.settings,
    signal: context.signal,
    ...(deadline === undefined ? {} : { deadline }),
    ...(line === undefined ? {} : { onProgress: line.update }),
  };
  try {
    return await (typeof work === 'function' ? work(catalogue, settings) : scan(catalogue, work, settings));
  } catch (error) {
    throw context.signal.aborted ? error : scanProblem(error);
  } finally {
    line?.clear();
  }
}

/** What to do about an error that ended a whole scan, by its code; any other is our bug and stays as it is. */
const REMEDIES: ReadonlyMap<unknown, { readonly where: string; readonly next: string }> = new Map([
  [
    'BAD_GLOB',
    {
      where: '--include or --exclude, scan.include or scan.exclude',
      next: 'Put the glob right; on a command line quote it, so that the shell leaves it alone.',
    },
  ],
  ['NO_MEMORY', { where: 'the scan', next: 'Give it more memory, or fewer threads: --threads 1' }],
  [
    'NO_THREAD',
    { where: 'the scan', next: 'Raise the limit of processes (ulimit -u), or use fewer threads: --threads 1' },
  ],
  ['STREAM_TOO_LARGE', { where: 'standard input', next: 'veil scan FILE' }],
  ['BAD_RULE', { where: 'the rule set', next: 'veil rules check FILE' }],
  ['BAD_RULE_SET', { where: 'the rule set', next: 'Build it again: npm run build:rules' }],
]);

function scanProblem(error: unknown): unknown {
  const remedy = error instanceof Error && 'code' in error ? REMEDIES.get(error.code) : undefined;
  if (remedy === undefined) return error;
  const { code, message } = error as Error & { code: string };
  return new Problem({ what: message.replace(`${code}: `, ''), where: remedy.where, next: [remedy.next] });
}

function showsProgress({ progress, quiet, context }: ScanRequest): boolean {
  if (progress !== 'auto') return progress === 'always';
  return !quiet && context.stderr.isTTY === true;
}

function withException(finding: Finding, exceptions: Exceptions): Finding {
  const found = exceptions.kind === 'registry' ? exceptions.statusOf(finding.id) : undefined;
  if (found === undefined) return finding;
  const { status, id, expiresAt } = found;
  return { ...finding, exception: { status, id, ...(expiresAt === undefined ? {} : { expiresAt }) } };
}

function reportOf(
  request: ScanRequest,
  exceptions: Exceptions,
  findings: readonly ReportedFinding[],
  { summary }: ScanResult,
  catalogue: RuleCatalogue,
  now: Date,
): Report {
  const { context } = request;
  const columns = context.stdout.columns;
  return {
    veilVersion: veilVersion(),
    findings,
    // One format asks for them.
    get rules() {
      return rulesOn(request.settings, catalogue);
    },
    summary,
    startedAt: now.toISOString(),
    endedAt: new Date(now.getTime() + summary.elapsedMs).toISOString(),
    style: {
      width: request.reportPath === undefined && columns !== undefined ? Math.max(columns, 40) : 80,
      showExcepted: request.verbose,
      ...(request.limit === undefined ? {} : { limit: request.limit }),
      ...('option' in exceptions && exceptions.option !== undefined ? { registryPath: exceptions.option } : {}),
      paint: paintOf(request.color && request.reportPath === undefined),
    },
  };
}

function rulesOn(settings: ScanSettings, catalogue: RuleCatalogue): Report['rules'] {
  return catalogue.rules
    .filter((rule) => isRuleOn(rule, settings))
    .map(({ id, description, severity, reference, rotate }) => ({
      id,
      description,
      severity,
      ...(reference === undefined ? {} : { reference }),
      ...(rotate === undefined ? {} : { rotate }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Not what the registry knows: its exceptions expire, and a baseline would hide that. Nor what a comment takes back anyway. */
function writeBaseline(
  { context, ignores }: ScanRequest,
  exceptions: Exceptions,
  findings: readonly Finding[],
  ignored: SetAside['ignored'],
): void {
  if (ignores.writeBaseline === undefined) return;
  const elsewhere = new Set(ignored.filter(({ source }) => source !== 'baseline').map(({ finding }) => finding));
  const listed = findings.filter(
    (finding) => !elsewhere.has(finding) && withException(finding, exceptions).exception === undefined,
  );
  writeReportFile(resolve(context.cwd, ignores.writeBaseline), renderBaseline(listed), false, 'the baseline');
}

async function deliver({ context, reportPath, mask }: ScanRequest, chunks: Iterable<string>): Promise<void> {
  if (reportPath === undefined) return writeReport(context.stdout, chunks);
  writeReportFile(resolve(context.cwd, reportPath), chunks, mask.kind === 'plain');
}
