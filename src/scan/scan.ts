/** Runs a scan: engine and items in, findings in order and a summary out. */
import type { Finding } from '../model/finding.ts';
import type { Confidence } from '../model/severity.ts';
import type { ScanSummary, SkippedInput } from '../model/summary.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';

export type ScanInput =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'texts'; readonly texts: readonly { readonly name: string; readonly data: Uint8Array }[] };

export interface ScanSettings {
  /** Rule ids to switch on (also rules that are off by default) and off; unknown ids are a usage error upstream. */
  readonly enableRules?: readonly string[];
  readonly disableRules?: readonly string[];
  readonly threads?: number;
  readonly gitignore?: boolean;
  readonly followSymlinks?: boolean;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly maxFileBytes?: number;
  readonly minConfidence?: Confidence;
  readonly listSkipped?: boolean;
  readonly mapThresholdBytes?: number;
  readonly windowBytes?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
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
}

/**
 * Scans `input` with the rules of `catalogue`. Rejects with an error whose `code` is 'ABORT_ERR' when `signal` fires;
 * files that cannot be read never reject, they are in `summary.failed`.
 */
export type Scan = (catalogue: RuleCatalogue, input: ScanInput, settings: ScanSettings) => Promise<ScanResult>;
