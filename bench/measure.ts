import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './commands.ts';
import { benchSource } from './paths.ts';

/** The cost of one whole process, its children included. */
export interface Measurement {
  wallSeconds: number;
  userSeconds: number;
  systemSeconds: number;
  maxRssKib: number;
  status: number;
  timedOut: boolean;
}

export interface MeasuredRun {
  measurement: Measurement;
  stdout: string;
  stderr: string;
}

/** Runs `argv` once and measures it. Throws if the program cannot be started; a non-zero status is not an error. */
export function measure(argv: readonly string[], options: { limitSeconds: number; cwd?: string }): MeasuredRun {
  const folder = mkdtempSync(join(tmpdir(), 'veil-bench-'));
  try {
    const out = join(folder, 'out');
    const err = join(folder, 'err');
    const helper = ['python3', benchSource('tools/wait4.py'), String(options.limitSeconds), out, err, ...argv];
    const result = runCommand(helper, {
      env: benchEnvironment(),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    if (result.status !== 0) throw new Error(`the measuring helper failed: ${result.stderr.trim().slice(-400)}`);
    return { measurement: parseMeasurement(result.stdout), stdout: readText(out), stderr: readText(err) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the helper's line; an `error` in it (no such program) is thrown. */
export function parseMeasurement(line: string): Measurement {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('the measuring helper printed no object');
  if ('error' in parsed) throw new Error(String(parsed.error));
  const record = parsed as Record<string, unknown>;
  const number = (key: string): number => {
    const value = record[key];
    if (typeof value !== 'number') throw new Error(`the measuring helper printed no ${key}`);
    return value;
  };
  return {
    wallSeconds: number('wallSeconds'),
    userSeconds: number('userSeconds'),
    systemSeconds: number('systemSeconds'),
    maxRssKib: number('maxRssKib'),
    status: number('status'),
    timedOut: record.timedOut === true,
  };
}

// NODE_EXTRA_CA_CERTS adds 40 ms to every start of Node, which would be most of what `start` and `small` measure.
function benchEnvironment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;
  return rest;
}

// A tool that floods its report is cut: what is counted from it is then a lower bound.
const reportLimitBytes = 256 * 1024 * 1024;

function readText(path: string): string {
  const bytes = readFileSync(path);
  return bytes.subarray(0, reportLimitBytes).toString('utf8');
}
