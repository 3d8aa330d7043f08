/** A stream, scanned like a file of its content, in bounded memory. */
import type { Readable } from 'node:stream';
import { clockMs } from '../model/clock.ts';
import type { ScanSummary } from '../model/summary.ts';
import type { NativeFinding } from '../native/decode.ts';
import { loadNative } from '../native/load.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import { whyLeftOut } from './config-globs.ts';
import { toFindings } from './findings.ts';
import { namedPaths } from './inputs.ts';
import { compileEngine, tellRuleCosts } from './run-native.ts';
import type { ScanResult, ScanSettings } from './scan.ts';
import { scanPieces } from './scan-pieces.ts';

export interface StreamInput {
  readonly kind: 'stream';
  /** The reported path. */
  readonly name: string;
  /** Absolute: which file it is, where that was said. A configuration may leave it out. */
  readonly path?: string;
  readonly stream: Readable;
}

/** As `scan`. */
export async function scanStream(
  catalogue: RuleCatalogue,
  { name, path, stream }: StreamInput,
  settings: ScanSettings,
): Promise<ScanResult> {
  const started = clockMs();
  const leftOut = path === undefined ? undefined : whyLeftOut(settings.configGlobs, path);
  const native = loadNative();
  const engine = compileEngine(native, catalogue, settings);
  const most = native.layout.limits.max_findings_per_file ?? 0;
  const state = { bytes: 0, capped: 0, isBinary: false };
  const findings: NativeFinding[] = [];
  const { signal, deadline, onProgress } = settings;
  const stop = (): unknown => stream.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  deadline?.addEventListener('abort', stop, { once: true });
  try {
    const options = { name, binary: settings.binary === 'strings' ? 'text' : 'skip' } as const;
    const pieces = leftOut === undefined ? scanPieces(catalogue, engine, stream, options, settings) : [];
    // To its end all the same: who writes it must not fail for that.
    if (leftOut !== undefined) for await (const _ of stream);
    for await (const piece of pieces) {
      state.bytes += piece.bytes.length;
      state.isBinary = piece.encoding === 'binary';
      const certain = state.isBinary ? piece.findings.filter(({ confidence }) => confidence === 2) : piece.findings;
      const taken = certain.slice(0, most - findings.length);
      findings.push(...taken);
      state.capped += certain.length - taken.length;
      onProgress?.({ files: 0, bytes: state.bytes, findings: findings.length, elapsedMs: clockMs() - started });
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline?.aborted !== true) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    deadline?.removeEventListener('abort', stop);
  }
  signal?.throwIfAborted();
  tellRuleCosts(native, engine, catalogue, settings);
  const skipReason = leftOut ?? (state.isBinary && settings.binary !== 'strings' ? 'binary' : undefined);
  const summary: ScanSummary = {
    filesScanned: skipReason === undefined ? 1 : 0,
    bytesScanned: skipReason === undefined ? state.bytes : 0,
    skipped: skipReason === undefined ? {} : { [skipReason]: 1 },
    skippedOther: {},
    filesFailed: 0,
    failed: [],
    changedDuringScan: [],
    findingsCapped: state.capped === 0 ? [] : [{ path: name, count: state.capped }],
    ...(deadline?.aborted === true && { timedOut: true }),
    elapsedMs: clockMs() - started,
  };
  return {
    findings: toFindings(catalogue, namedPaths, findings),
    summary,
    skipped: skipReason === undefined ? [] : [{ path: name, reason: skipReason }],
  };
}
