/** Repositories for tests, made by git itself, and veil run on them as people run it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { temporaryFolder } from './scan-with.ts';

/** Time enough on a busy machine; a program that hangs must fail the test, not stop it. */
const TIMEOUT_MS = 120_000;

/** An environment in which git behaves the same on every machine. Commits are a minute apart. */
export class TestRepository {
  readonly path: string;
  #minutes = 0;

  constructor(path: string, initArgs: readonly string[] = []) {
    this.path = path;
    mkdirSync(path, { recursive: true });
    this.git('init', '-q', '-b', 'main', ...initArgs);
  }

  git(...args: readonly string[]): string {
    const date = `${1_600_000_000 + this.#minutes * 60} +0200`;
    return execFileSync('git', args, {
      cwd: this.path,
      encoding: 'utf8',
      env: { ...gitTestEnvironment(), GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
    }).trim();
  }

  write(name: string, content: string | Uint8Array): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  /** Commits everything in the work tree; answers the id. */
  commit(subject: string, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
    this.#minutes += 1;
    for (const [name, content] of Object.entries(files)) this.write(name, content);
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', subject);
    return this.git('rev-parse', 'HEAD');
  }
}

export function gitTestEnvironment(): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(inherited),
    // Without it, --pre-push would use a cache in the home folder.
    CI: 'true',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'An Author',
    GIT_AUTHOR_EMAIL: 'author@example.com',
    GIT_COMMITTER_NAME: 'A Committer',
    GIT_COMMITTER_EMAIL: 'committer@example.com',
  };
}

/** A program `git` that runs the real one unless `script` says otherwise. */
export function fakeGit(t: TestContext, script: string): { PATH: string } {
  const folder = temporaryFolder(t);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\nexec ${real} "$@"\n`, { mode: 0o755 });
  return { PATH: `${folder}:${process.env.PATH}` };
}

/** A made-up GitHub token with a right checksum; `n` tells them apart. */
export function githubToken(n: number): string {
  // Letters that look random: the multiplier is prime to the alphabet's size.
  const letters = Array.from(
    { length: 30 },
    (_, i) => BASE62[(n * 7919 + i * 37 + (((n + i) * i * 11) % 53)) % 62],
  ).join('');
  return `ghp_${letters}${checksum(letters)}`;
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function checksum(letters: string): string {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(letters, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let text = '';
  for (let i = 0; i < 6; i++) {
    text = (BASE62[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

export interface VeilRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bundled program. */
export function runVeil(
  cwd: string,
  args: readonly string[],
  options: { readonly env?: Record<string, string | undefined>; readonly input?: string } = {},
): VeilRun {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(packageRoot(), 'dist/veil.cjs'), ...args],
    {
      cwd,
      encoding: 'utf8',
      env: { ...gitTestEnvironment(), ...options.env },
      input: options.input ?? '',
      maxBuffer: 1 << 28,
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    },
  );
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

export interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly secret: string;
  readonly commit?: string;
  readonly author?: string;
  readonly date?: string;
  readonly subject?: string;
}

export interface JsonReport {
  readonly findings: readonly JsonFinding[];
  readonly summary: {
    readonly filesScanned: number;
    readonly timedOut?: boolean;
    readonly skipped: Readonly<Record<string, number>>;
    readonly failed: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  };
}

/** Runs veil with `--format json --unsafe` and reads the report. */
export function reportOf(
  cwd: string,
  args: readonly string[],
  options: Parameters<typeof runVeil>[2] = {},
): JsonReport & { readonly run: VeilRun } {
  const run = runVeil(cwd, [...args, '--format', 'json', '--unsafe'], options);
  if (run.stdout === '') throw new Error(`no report: ${run.status} ${run.stderr}`);
  return { ...(JSON.parse(run.stdout) as JsonReport), run };
}
