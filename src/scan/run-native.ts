/** One native scan: items and options in, the rows that it sent out. */
import { clockMs } from '../model/clock.ts';
import { confidences } from '../model/severity.ts';
import type { FailedInput, SkippedInput } from '../model/summary.ts';
import type { NativeBinding, NativeEngine, NativeScanEnd, ScanItems, ScanOptions } from '../native/binding.ts';
import { decodeBatch, type NativeFinding } from '../native/decode.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { ScanProgress, ScanSettings } from './scan.ts';

/** What native code sent, as it came. */
export interface NativeRows {
  readonly findings: NativeFinding[];
  readonly failed: FailedInput[];
  readonly skipped: SkippedInput[];
  readonly changed: { item: number; path: Uint8Array }[];
  readonly capped: { item: number; path: Uint8Array; count: number }[];
  readonly end: NativeScanEnd;
}

export function compileEngine(
  native: NativeBinding,
  catalogue: RuleCatalogue,
  { onRuleCosts }: Pick<ScanSettings, 'onRuleCosts'>,
): NativeEngine {
  return native.compile(catalogue.arrays, catalogue.database, {
    compile_patterns_now: false,
    count_rules: onRuleCosts !== undefined,
  });
}

/** Rejects with the signal's reason, or with the error that ended the whole scan. */
export function runNative(
  native: NativeBinding,
  engine: NativeEngine,
  items: ScanItems,
  options: ScanOptions,
  settings: ScanSettings,
  started: number,
): Promise<NativeRows> {
  const { signal, deadline, onProgress } = settings;
  const rows: Omit<NativeRows, 'end'> = { findings: [], failed: [], skipped: [], changed: [], capped: [] };
  return new Promise((resolve, reject) => {
    const running = native.scan(engine, items, options, collect, finish);
    const abort = (): void => native.cancel(running);
    signal?.addEventListener('abort', abort, { once: true });
    deadline?.addEventListener('abort', abort, { once: true });
    if (deadline?.aborted === true) abort();
    const timer = onProgress && setInterval(report, settings.progressIntervalMs ?? 100, onProgress);

    function report(tell: (progress: ScanProgress) => void): void {
      tell({ ...native.progress(running), elapsedMs: clockMs() - started });
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
      deadline?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason);
      else if (end === null) reject(error);
      else resolve({ ...rows, end });
    }
  });
}

export function nativeOptions(catalogue: RuleCatalogue, settings: ScanSettings): ScanOptions {
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
    binary: settings.binary ?? 'skip',
    max_findings_per_file: 0,
    map_threshold_bytes: settings.mapThresholdBytes ?? 0,
    map_large_files: settings.mapLargeFiles ?? false,
    window_bytes: settings.windowBytes ?? 0,
    known_files_key: settings.knownFiles?.hashKey ?? new Uint8Array(),
    known_files: settings.knownFiles?.known ?? new Uint8Array(),
  };
}

function enabledRules(catalogue: RuleCatalogue, settings: ScanSettings): Uint8Array {
  const on = new Set(settings.enableRules);
  const off = new Set(settings.disableRules);
  if (on.size === 0 && off.size === 0) return catalogue.onByDefault;
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

/** Of all scans with the engine, to who asked for them. */
export function tellRuleCosts(
  native: NativeBinding,
  engine: NativeEngine,
  catalogue: RuleCatalogue,
  { onRuleCosts }: ScanSettings,
): void {
  if (onRuleCosts === undefined) return;
  const numbers = native.rule_costs(engine);
  onRuleCosts(
    catalogue.rules.map(({ id }, i) => ({
      rule: id,
      candidates: numbers[3 * i] ?? 0,
      matches: numbers[3 * i + 1] ?? 0,
      nanoseconds: numbers[3 * i + 2] ?? 0,
    })),
  );
}
