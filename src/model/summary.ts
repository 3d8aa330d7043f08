/** An input that could not be read, with the system's word for why. */
export interface FailedInput {
  readonly path: string;
  readonly code: string;
  readonly errno?: number;
  readonly syscall?: string;
  readonly message: string;
}

export interface SkippedInput {
  readonly path: string;
  readonly reason: string;
}

/** What became of the inputs: each ends in exactly one of scanned, skipped, failed. */
export interface ScanSummary {
  readonly filesScanned: number;
  readonly bytesScanned: number;
  /** Files skipped, by reason; reasons without a file are left out. Keys in a fixed order. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly failed: readonly FailedInput[];
  /** Files that changed while they were read: scanned again, their findings hold for one of the versions. */
  readonly changedDuringScan: readonly string[];
  /** Findings left out by the bound on findings per file, by file. */
  readonly findingsCapped: readonly { readonly path: string; readonly count: number }[];
  readonly elapsedMs: number;
}
