/** Processes of their own for tests of the registry's lock. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../src/native/package-root.ts';

const tempRoot = mkdtempSync(join(tmpdir(), 'veil-registry-'));
chmodSync(tempRoot, 0o755);
process.once('exit', () => rmSync(tempRoot, { recursive: true, force: true }));

/** A new folder that is removed at the end of the process. Other users may enter it. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tempRoot, 'x'));
  chmodSync(folder, 0o755);
  return folder;
}

/** The compiled worker beside this file: see registry-worker.ts. */
export const workerPath = fileURLToPath(new URL('./registry-worker.js', import.meta.url));

export const veilPath = join(packageRoot(), 'dist/veil.cjs');

export interface RunResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runVeil(words: readonly string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): RunResult {
  return run(process.execPath, [veilPath, ...words], options);
}

export function run(
  command: string,
  words: readonly string[],
  { cwd, env, uid }: { cwd: string; env?: NodeJS.ProcessEnv; uid?: number },
): RunResult {
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    ...(env === undefined ? {} : { env }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Starts a process and waits for its first line on stdout, which says that it is ready. */
export function startUntilReady(words: readonly string[], cwd: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, words, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`ended with ${status} before it was ready`)));
    child.stdout?.once('data', () => resolve(child));
  });
}

export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (status) => resolve(status));
  });
}

export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}
