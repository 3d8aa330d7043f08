/** Runs a scan: rules and inputs in; findings in order and a summary out. */

import { clockMs } from '../model/clock.ts';
import type { Finding } from '../model/finding.ts';
import type { GitObjects } from '../model/git-object.ts';
import type { Confidence } from '../model/severity.ts';
import type { ScanSummary, SkippedInput } from '../model/summary.ts';
import type { LayoutBinding } from '../native/binding.ts';
import { loadNative } from '../native/load.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { ConfigGlobs } from './config-globs.ts';
import { toFindings } from './findings.ts';
import { type InputPaths, resolveInput } from './inputs.ts';
import { compileEngine, type NativeRows, nativeOptions, runNative, tellRuleCosts } from './run-native.ts';
import { type StreamInput, scanStream } from './scan-stream.ts';

export type ScanInput =
  /** Files and folders, as a person names them from the current folder. */
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  /** Named texts in memory. A name is the reported path. */
  | { readonly kind: 'texts'; readonly texts: readonly { readonly name: string; readonly data: Uint8Array }[] }
  | StreamInput
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
  /** Of the command line: relative to each path that is scanned. Those of git's objects are for the caller to leave out. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** The same of the configuration. */
  readonly configGlobs?: ConfigGlobs;
  /** Larger files are skipped. Default: no limit. */
  readonly maxFileBytes?: number;
  /** Default 'medium'. */
  readonly minConfidence?: Confidence;
  readonly listSkipped?: boolean;
  /** Files that look binary. Default 'skip'; 'strings' reports what is certain in them. */
  readonly binary?: 'skip' | 'strings';
  /** Of paths: files that are known to be clean are not read. `known` is what an earlier scan with the same key answered. */
  readonly knownFiles?: { readonly hashKey: Uint8Array; readonly known: Uint8Array };
  /** For tests and the benchmark: how files are read must not change what is found. */
  readonly mapThresholdBytes?: number;
  readonly mapLargeFiles?: boolean;
  readonly windowBytes?: number;
  readonly signal?: AbortSignal;
  /** When it fires the scan ends with what it has; `summary.timedOut` says so. */
  readonly deadline?: AbortSignal;
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
  if (input.kind === 'stream') return scanStream(catalogue, input, settings);
  return prepareScan(catalogue, settings)(input, settings);
}

/**
 * {@link scan} in two steps, for a caller who has still to hear what is to be scanned: the first makes the engine, and
 * throws what says that it cannot be made.
 */
export function prepareScan(
  catalogue: RuleCatalogue,
  prepared: Pick<ScanSettings, 'onRuleCosts'>,
): (input: Exclude<ScanInput, StreamInput>, settings: ScanSettings) => Promise<ScanResult> {
  const native = loadNative();
  const engine = compileEngine(native, catalogue, prepared);
  return async (input, settings) => {
    settings.signal?.throwIfAborted();
    const started = clockMs();
    const paths = resolveInput(input, settings.configGlobs);
    const rows = await runNative(native, engine, paths.items, nativeOptions(catalogue, settings), settings, started);
    const elapsedMs = clockMs() - started;
    tellRuleCosts(native, engine, catalogue, settings);
    return {
      findings: toFindings(catalogue, paths, rows.findings),
      summary: toSummary(native.layout, paths, rows, elapsedMs),
      skipped: rows.skipped.sort((a, b) => compareText(a.path, b.path)),
      ...(input.kind === 'git' && { clean: rows.end.clean }),
      ...(settings.knownFiles !== undefined && { knownFiles: rows.end.known_files }),
    };
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
    ...(end.cancelled && { timedOut: true }),
    elapsedMs,
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a command needs of {@link scan}: tests stand in for it. */
export type Scan = typeof scan;
