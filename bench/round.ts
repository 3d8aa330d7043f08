import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PreparedCorpus } from './corpora/corpus.ts';
import { type Measurement, measure } from './measure.ts';
import type { Peer, ToolFinding } from './peers/peer.ts';
import type { Contender, Task } from './tasks.ts';

/** What one program did in one task: a measurement per round, and what it found in the first. */
export interface ContenderResult {
  name: string;
  version: string;
  measurements: Measurement[];
  findings: number;
  plantedFound: number;
  /** Set when the program could not be run or was stopped; its measurements end there. */
  note: string;
}

export interface TaskResult {
  task: string;
  corpus: string;
  files: number;
  bytes: number;
  planted: number;
  contenders: ContenderResult[];
}

export interface RunnerOptions {
  runs: number;
  limitSeconds: number;
  log(text: string): void;
}

/** Runs the task's programs alternately (A B C A B C …), after one run of the cheapest to warm the page cache. */
export function runTask(task: Task, options: RunnerOptions): TaskResult {
  const corpus = task.corpus.prepare();
  const ready = task.contenders.map((contender) => start(contender));
  warmPageCache(corpus);
  for (let round = 0; round < options.runs; round++) {
    for (const { contender, result } of ready) {
      if (result.note !== '') continue;
      const target = contender.corpus?.prepare() ?? corpus;
      runOnce(contender, target, result, options.limitSeconds);
      const last = result.measurements.at(-1);
      options.log(`${task.name} ${contender.name}: ${result.note || `${last?.wallSeconds.toFixed(3)} s`}`);
    }
  }
  return {
    task: task.name,
    corpus: task.corpus.describe,
    files: corpus.files,
    bytes: corpus.bytes,
    planted: corpus.planted.length,
    contenders: ready.map(({ result }) => result),
  };
}

function start(contender: Contender): { contender: Contender; result: ContenderResult } {
  const prepared = contender.peer.prepare();
  const result: ContenderResult = {
    name: contender.name,
    version: prepared.ready ? prepared.version : '',
    measurements: [],
    findings: 0,
    plantedFound: 0,
    note: prepared.ready ? '' : `skipped: ${prepared.why}`,
  };
  return { contender, result };
}

function runOnce(contender: Contender, corpus: PreparedCorpus, result: ContenderResult, limitSeconds: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'veil-bench-report-'));
  try {
    const request = { path: corpus.path, threads: contender.threads, reportFile: join(folder, 'report') };
    const cwd = contender.peer.cwd?.(request);
    const { measurement, stdout, stderr } = measure(contender.peer.argv(request), {
      limitSeconds,
      ...(cwd === undefined ? {} : { cwd }),
    });
    result.measurements.push(measurement);
    if (measurement.timedOut) {
      result.note = `stopped at ${limitSeconds} s`;
    } else if (measurement.status < 0 || measurement.status > 1) {
      // Scanners end with 1 (some with 3 or 200) on findings; only a report that cannot be read is a failure.
      result.note =
        reportOf(contender.peer, stdout, request.reportFile) === undefined
          ? `failed with status ${measurement.status}: ${stderr.trim().replace(/\s+/g, ' ').slice(-160)}`
          : '';
    }
    if (result.measurements.length === 1 && result.note === '') {
      const findings = reportOf(contender.peer, stdout, request.reportFile);
      if (findings === undefined) result.note = 'its report could not be read';
      result.findings = findings?.length ?? 0;
      result.plantedFound = countPlanted(corpus, findings ?? []);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportOf(peer: Peer, stdout: string, reportFile: string): ToolFinding[] | undefined {
  try {
    return peer.findings({ stdout, reportFile });
  } catch {
    return undefined;
  }
}

/** How many planted secrets are reported on their line. Files are told by their last name: tools root paths differently. */
export function countPlanted(corpus: PreparedCorpus, findings: readonly ToolFinding[]): number {
  const place = ({ file, line }: { file: string; line: number }): string => `${basename(file)}:${line}`;
  const seen = new Set(findings.map(place));
  return corpus.planted.filter((secret) => seen.has(place(secret))).length;
}

function warmPageCache(corpus: PreparedCorpus): void {
  measure(['sh', '-c', `find "$0" -type f -print0 | xargs -0 -r cat > /dev/null`, corpus.path], { limitSeconds: 600 });
}
