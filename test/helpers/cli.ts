/** The real program, in a process of its own, on trees made for a test. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { expandExample } from '../../src/rules/example.ts';

export const veilPath = join(packageRoot(), 'dist/veil.cjs');

/** Time enough on a busy machine; a program that hangs must fail the test, not stop it. */
const TIMEOUT_MS = 60_000;

export interface CliResult {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Words before node: `setpriv …`. */
  readonly prefix?: readonly string[];
  readonly whileRunning?: (child: ChildProcess) => void;
}

export async function veil(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const [command = '', ...words] = [...(options.prefix ?? []), process.execPath, veilPath, ...args];
  const { VEIL_ORG_CONFIG: _, NO_COLOR: __, ...env } = process.env;
  const child = spawn(command, words, {
    cwd: options.cwd,
    env: { ...env, ...options.env },
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  const text = (stream: NodeJS.ReadableStream): Promise<string> =>
    new Promise((done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('close', () => done(Buffer.concat(chunks).toString()));
    });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  options.whileRunning?.(child);
  const [stdout, stderr, [status, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<[number | null, NodeJS.Signals | null]>((done, fail) => {
      child.on('error', fail);
      child.on('close', (code, name) => done([code, name]));
    }),
  ]);
  return { status, signal, stdout, stderr };
}

/** A folder that goes away with the test; `files` are relative to it. */
export function makeTree(context: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'veil-e2e-'));
  // rm(1), since node's own cannot name files whose names are not UTF-8.
  context.after(() => spawnSync('sh', ['-c', 'chmod -R u+rwX "$1"; rm -rf "$1"', 'sh', folder]));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A made-up GitHub token with the right check digits; another one for each number. */
export function madeUpToken(number = 0): string {
  return expandExample('ghp_{alnum:30}{check:crc32-base62}', `e2e ${number}`);
}
