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
  /** Regular files skipped, by reason; reasons without a file are left out. Keys in a fixed order. */
  readonly skipped: Readonly<Record<string, number>>;
  /** What is no regular file and was left out (folders as one each, links, pipes), by reason. */
  readonly skippedOther: Readonly<Record<string, number>>;
  /** Regular files that could not be read: scanned + skipped + failed files = all regular files seen. */
  readonly filesFailed: number;
  /** Files, folders and command-line paths that could not be read. */
  readonly failed: readonly FailedInput[];
  /** Files that changed while they were read: scanned again, their findings hold for one of the versions. */
  readonly changedDuringScan: readonly string[];
  /** Findings left out by the bound on findings per file, by file. */
  readonly findingsCapped: readonly { readonly path: string; readonly count: number }[];
  /** Findings that are not in the report, by what took them back (src/ignores/set-aside.ts). */
  readonly ignored?: Readonly<Record<string, number>>;
  /** True: `--timeout` ended the scan, and inputs were not looked at. */
  readonly timedOut?: boolean;
  /** Only with `timedOut`, where it is known: which inputs were not looked at, for people. */
  readonly notReached?: string;
  readonly elapsedMs: number;
}
