/** Runs a scan: rules and inputs in; findings in order and a summary out. */

import type { Finding } from '../model/finding.ts';
import type { GitObjects } from '../model/git-object.ts';
import type { Confidence } from '../model/severity.ts';
import { confidences } from '../model/severity.ts';
import type { FailedInput, ScanSummary, SkippedInput } from '../model/summary.ts';
import type {
  LayoutBinding,
  NativeBinding,
  NativeEngine,
  NativeScanEnd,
  ScanItems,
  ScanOptions,
} from '../native/binding.ts';
import type { NativeFinding } from '../native/decode.ts';
import { decodeBatch } from '../native/decode.ts';
import { loadNative } from '../native/load.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import { toFindings } from './findings.ts';
import { type InputPaths, resolveInput } from './inputs.ts';

export type ScanInput =
  /** Files and folders, as a person names them from the current folder. */
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  /** Named texts in memory. A name is the reported path. */
  | { readonly kind: 'texts'; readonly texts: readonly { readonly name: string; readonly data: Uint8Array }[] }
  /** Objects of a git repository; a finding gets its object's commit, by the id alone. Binary-looking ones are scanned. */
  | ({ readonly kind: 'git' } & GitObjects);

export interface ScanSettings {
  /** Rule ids to switch on (also those that are off by default) and off. Ids that no rule has change nothing. */
  readonly enableRules?: readonly string[];
  readonly disableRules?: readonly string[];
  /** Default: as many as there are cores. */
  readonly threads?: number;
  /** Default true: inside a git work tree what git ignores is left out. */
  readonly gitignore?: boolean;
  readonly followSymlinks?: boolean;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Larger files are skipped. Default: no limit. */
  readonly maxFileBytes?: number;
  /** Default 'medium'. */
  readonly minConfidence?: Confidence;
  readonly listSkipped?: boolean;
  /** Of paths: files that are known to be clean are not read. `known` is what an earlier scan with the same key answered. */
  readonly knownFiles?: { readonly hashKey: Uint8Array; readonly known: Uint8Array };
  /** For tests and the benchmark: how files are read must not change what is found. */
  readonly mapThresholdBytes?: number;
  readonly mapLargeFiles?: boolean;
  readonly windowBytes?: number;
  readonly signal?: AbortSignal;
  /** Called once, when the scan has ended: what each rule cost. Counting makes the scan slower. */
  readonly onRuleCosts?: (costs: readonly RuleCost[]) => void;
  /** Called about every `progressIntervalMs` (default 100). */
  readonly onProgress?: (progress: ScanProgress) => void;
  readonly progressIntervalMs?: number;
}

export interface RuleCost {
  readonly rule: string;
  /** Places where one of the rule's literals stands. */
  readonly candidates: number;
  /** Before overlaps are resolved. */
  readonly matches: number;
  /** In the confirm step, of all threads together. */
  readonly nanoseconds: number;
}

export interface ScanProgress {
  readonly files: number;
  readonly bytes: number;
  readonly findings: number;
  readonly elapsedMs: number;
}

export interface ScanResult {
  /** Ordered by (file bytes, offset, rule): the same for any number of threads. */
  readonly findings: readonly Finding[];
  readonly summary: ScanSummary;
  /** Only with `listSkipped`; ordered by path. */
  readonly skipped: readonly SkippedInput[];
  /** Only of git objects, a byte for each: 1 = scanned to its end, and nothing at all was found. */
  readonly clean?: Uint8Array;
  /** Only with the setting `knownFiles`: what is known now. */
  readonly knownFiles?: Uint8Array;
}

/**
 * Scans `input` with the rules of `catalogue`. Files that cannot be read never reject: they are in `summary.failed`.
 *
 * Rejects with the signal's reason when `signal` fires; with an error whose `code` is BAD_RULE_SET, BAD_RULE, BAD_GLOB,
 * NO_MEMORY or NO_THREAD when nothing could be scanned.
 */
export async function scan(catalogue: RuleCatalogue, input: ScanInput, settings: ScanSettings): Promise<ScanResult> {
  settings.signal?.throwIfAborted();
  const started = performance.now();
  const native = loadNative();
  const engine = native.compile(catalogue.arrays, catalogue.database, {
    compile_patterns_now: false,
    count_rules: settings.onRuleCosts !== undefined,
  });
  const paths = resolveInput(input);
  const rows = await runNative(native, engine, paths.items, nativeOptions(catalogue, settings), settings, started);
  const elapsedMs = performance.now() - started;
  settings.onRuleCosts?.(ruleCosts(native.rule_costs(engine), catalogue));
  return {
    findings: toFindings(catalogue, paths, rows.findings),
    summary: toSummary(native.layout, paths, rows, elapsedMs),
    skipped: rows.skipped.sort((a, b) => compareText(a.path, b.path)),
    ...(input.kind === 'git' && { clean: rows.end.clean }),
    ...(settings.knownFiles !== undefined && { knownFiles: rows.end.known_files }),
  };
}

function ruleCosts(numbers: Float64Array, catalogue: RuleCatalogue): RuleCost[] {
  return catalogue.rules.map(({ id }, i) => ({
    rule: id,
    candidates: numbers[3 * i] ?? 0,
    matches: numbers[3 * i + 1] ?? 0,
    nanoseconds: numbers[3 * i + 2] ?? 0,
  }));
}

/** What native code sent, as it came. */
interface NativeRows {
  readonly findings: NativeFinding[];
  readonly failed: FailedInput[];
  readonly skipped: SkippedInput[];
  readonly changed: { item: number; path: Uint8Array }[];
  readonly capped: { item: number; path: Uint8Array; count: number }[];
  readonly end: NativeScanEnd;
}

function runNative(
  native: NativeBinding,
  engine: NativeEngine,
  items: ScanItems,
  options: ScanOptions,
  settings: ScanSettings,
  started: number,
): Promise<NativeRows> {
  const { signal, onProgress } = settings;
  const rows: Omit<NativeRows, 'end'> = { findings: [], failed: [], skipped: [], changed: [], capped: [] };
  return new Promise((resolve, reject) => {
    const running = native.scan(engine, items, options, collect, finish);
    const abort = (): void => native.cancel(running);
    signal?.addEventListener('abort', abort, { once: true });
    const timer = onProgress && setInterval(report, settings.progressIntervalMs ?? 100, onProgress);

    function report(tell: (progress: ScanProgress) => void): void {
      tell({ ...native.progress(running), elapsedMs: performance.now() - started });
    }

    function collect(batch: Parameters<Parameters<NativeBinding['scan']>[3]>[0]): void {
      for (const row of decodeBatch(native.layout, batch)) {
        switch (row.kind) {
          case 'finding':
            rows.findings.push(row.finding);
            break;
          case 'failed':
            rows.failed.push(toFailedInput(row));
            break;
          case 'skipped':
            rows.skipped.push({ path: Buffer.from(row.path).toString('utf8'), reason: row.reason });
            break;
          case 'changed':
            rows.changed.push(row);
            break;
          case 'capped':
            rows.capped.push(row);
            break;
        }
      }
    }

    function finish(error: Error | null, end: NativeScanEnd | null): void {
      clearInterval(timer);
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason);
      else if (end === null) reject(error);
      else resolve({ ...rows, end });
    }
  });
}

function nativeOptions(catalogue: RuleCatalogue, settings: ScanSettings): ScanOptions {
  const encode = (globs: readonly string[] = []): Uint8Array[] => globs.map((glob) => Buffer.from(glob, 'utf8'));
  return {
    enabled: enabledRules(catalogue, settings),
    threads: settings.threads ?? 0,
    gitignore: settings.gitignore ?? true,
    follow_symlinks: settings.followSymlinks ?? false,
    include: encode(settings.include),
    exclude: encode(settings.exclude),
    max_file_bytes: settings.maxFileBytes ?? 0,
    min_confidence: confidences.indexOf(settings.minConfidence ?? 'medium'),
    list_skipped: settings.listSkipped ?? false,
    map_threshold_bytes: settings.mapThresholdBytes ?? 0,
    map_large_files: settings.mapLargeFiles ?? true,
    window_bytes: settings.windowBytes ?? 0,
    known_files_key: settings.knownFiles?.hashKey ?? new Uint8Array(),
    known_files: settings.knownFiles?.known ?? new Uint8Array(),
  };
}

function enabledRules(catalogue: RuleCatalogue, settings: ScanSettings): Uint8Array {
  const on = new Set(settings.enableRules);
  const off = new Set(settings.disableRules);
  return Uint8Array.from(catalogue.rules, (rule) =>
    Number((on.has(rule.id) || !rule.offByDefault) && !off.has(rule.id)),
  );
}

function toFailedInput(row: {
  path: Uint8Array;
  code: string;
  errno: number;
  syscall: string;
  message: string;
}): FailedInput {
  return {
    path: Buffer.from(row.path).toString('utf8'),
    code: row.code,
    message: row.message,
    ...(row.errno !== 0 && { errno: row.errno }),
    ...(row.syscall !== '' && { syscall: row.syscall }),
  };
}

function toSummary(
  layout: LayoutBinding['layout'],
  paths: InputPaths,
  rows: NativeRows,
  elapsedMs: number,
): ScanSummary {
  const { end } = rows;
  const byReason = (counts: readonly number[]): Record<string, number> =>
    Object.fromEntries(
      layout.skip_reasons.map((reason, i) => [reason, counts[i] ?? 0] as const).filter(([, n]) => n > 0),
    );
  return {
    filesScanned: end.files_scanned,
    bytesScanned: end.bytes_scanned,
    skipped: byReason(end.files_skipped),
    skippedOther: byReason(end.others_skipped),
    filesFailed: end.files_failed,
    failed: rows.failed.sort((a, b) => compareText(a.path, b.path)),
    changedDuringScan: rows.changed.map((row) => paths.displayPath(row.item, row.path)).sort(compareText),
    findingsCapped: rows.capped
      .map((row) => ({ path: paths.displayPath(row.item, row.path), count: row.count }))
      .sort((a, b) => compareText(a.path, b.path)),
    elapsedMs,
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a command needs of {@link scan}: tests stand in for it. */
export type Scan = typeof scan;
