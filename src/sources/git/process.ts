/**
 * Runs git in a repository that nobody trusts: only plumbing that starts no program of the repository's choosing, and
 * nothing that git says on stderr is overlooked.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { Problem } from '../../errors/problem.ts';
import type { NativeProgram } from '../../native/binding.ts';
import { loadNative } from '../../native/load.ts';

/** The subcommands that were seen to run nothing of a hostile repository's (reliability: the traps' test has a live control). */
export type GitSubcommand = 'rev-parse' | 'rev-list' | 'cat-file' | 'diff-tree' | 'diff-index' | 'ls-files';

/** Where git runs, for the length of one scan. */
export interface GitContext {
  /** Absolute. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** What the configuration says of hooks is wanted, for a question that runs none. */
  readonly keepHooksPath?: boolean;
}

/** Git ended with an error, or said something on stderr. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly subcommand: GitSubcommand;
  readonly status: number | null;
  readonly stderr: string;

  constructor(subcommand: GitSubcommand, status: number | null, stderr: string) {
    super(`git ${subcommand} ended with ${status}: ${stderr}`);
    this.subcommand = subcommand;
    this.status = status;
    this.stderr = stderr;
  }
}

const STDERR_LIMIT_BYTES = 64 * 1024;

/** Overrides what a repository's own configuration could use to run a program, reach the network or hide history. */
const SAFE_CONFIGURATION = [
  'core.fsmonitor=false',
  'core.commitGraph=false',
  'core.useReplaceRefs=false',
  'core.pager=cat',
  'protocol.allow=never',
] as const;
const NO_HOOKS = 'core.hooksPath=/dev/null';

const SAFE_ENVIRONMENT = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  // Git before 2.44 does not know the variable above; with no protocol allowed it cannot fetch either.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_REPLACE_OBJECTS: '1',
  // A file that cannot exist: grafts could hide history, and git comments on an empty file.
  GIT_GRAFT_FILE: '/dev/null/none',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
} as const;

/** What a hook is told by git about the repository and its index, and what people use to say that they trust a folder. */
const KEPT_VARIABLES = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
]);
const CONFIG_PAIR = /^GIT_CONFIG_(KEY|VALUE)_\d+$/;
const REPOSITORY_VARIABLES =
  /^GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)$/;

/** The environment for git. `ofHook`: git itself started veil, so its word on which repository and index it means holds. */
export function gitEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  ofHook: boolean,
): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => {
    if (!name.startsWith('GIT_')) return !name.startsWith('LC_') && name !== 'LANG' && name !== 'LANGUAGE';
    return (KEPT_VARIABLES.has(name) || CONFIG_PAIR.test(name)) && (ofHook || !REPOSITORY_VARIABLES.test(name));
  });
  return { ...Object.fromEntries(kept), ...SAFE_ENVIRONMENT };
}

/** A git that runs: what it says is waited for when it is asked for. */
export interface RunningGit {
  /** Its whole stdout. Once; rejects as `runGit` does. */
  answer(): Promise<Buffer>;
}

/** How long signals may go unheard. */
const WAIT_MS = 20;

/**
 * Starts git without input, by the addon: node's own way takes 10 ms for the first program, of which a hook runs few.
 *
 * @throws Problem when there is no git; the signal's reason.
 */
export function startGit(context: GitContext, subcommand: GitSubcommand, args: readonly string[]): RunningGit {
  context.signal?.throwIfAborted();
  const words = ['git', ...gitArguments(context, subcommand, args)];
  const environment = Object.entries(context.env).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  const native = loadNative();
  try {
    const program = native.start_program(words, environment, context.folder);
    return { answer: () => answerOf(program, context, subcommand) };
  } catch (error) {
    throw startProblem(error as NodeJS.ErrnoException);
  }
}

async function answerOf(program: NativeProgram, { signal }: GitContext, subcommand: GitSubcommand): Promise<Buffer> {
  let answer = program.wait(WAIT_MS);
  while (answer === undefined) {
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted === true) program.stop();
    signal?.throwIfAborted();
    answer = program.wait(WAIT_MS);
  }
  const { status, stdout } = answer;
  const stderr = answer.stderr.toString('utf8', 0, STDERR_LIMIT_BYTES).trim();
  if (status !== 0 || stderr.length > 0) throw new GitError(subcommand, status, stderr);
  return stdout;
}

/**
 * Runs git to its end and answers its whole stdout.
 *
 * @throws GitError when it fails or writes to stderr; Problem when there is no git; the signal's reason.
 */
export async function runGit(
  context: GitContext,
  subcommand: GitSubcommand,
  args: readonly string[],
  input?: string | Buffer,
): Promise<Buffer> {
  if (input === undefined) return startGit(context, subcommand, args).answer();
  const chunks: Buffer[] = [];
  await streamGit(context, subcommand, args, input, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}

/** As `runGit`, for output that is too large to keep: each chunk goes to `onChunk`. */
export async function streamGit(
  context: GitContext,
  subcommand: GitSubcommand,
  args: readonly string[],
  input: string | Buffer | undefined,
  onChunk: (chunk: Buffer) => void,
): Promise<void> {
  context.signal?.throwIfAborted();
  const child = spawn('git', gitArguments(context, subcommand, args), {
    cwd: context.folder,
    env: context.env,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(context.signal === undefined ? {} : { signal: context.signal }),
  }) as ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };
  const stderr = collectStderr(child.stderr);
  const failure = feed(child, input);
  let consumerError: unknown;
  child.stdout.on('data', (chunk: Buffer) => {
    if (consumerError !== undefined) return;
    try {
      onChunk(chunk);
    } catch (error) {
      consumerError = error;
      child.kill();
    }
  });
  const status = await Promise.race([ended(child), failure]);
  if (consumerError !== undefined) throw consumerError;
  if (status !== 0 || stderr().length > 0) throw new GitError(subcommand, status, stderr());
}

function gitArguments(context: GitContext, subcommand: GitSubcommand, args: readonly string[]): string[] {
  const settings = [...SAFE_CONFIGURATION, ...(context.keepHooksPath === true ? [] : [NO_HOOKS])];
  return [...settings.flatMap((setting) => ['-c', setting]), subcommand, ...args];
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(startProblem(error)));
    child.once('close', (status) => resolve(status));
  });
}

/** Never resolves; rejects when the input cannot be given for another reason than that git has ended already. */
function feed(child: ChildProcess, input: string | Buffer | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    child.stdin?.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') reject(error);
    });
    child.stdin?.end(input);
  });
}

function collectStderr(stream: Readable): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    if (text.length < STDERR_LIMIT_BYTES) text += chunk.toString('utf8');
  });
  return () => text.trim();
}

function startProblem(error: NodeJS.ErrnoException): Error {
  if (error.name === 'AbortError') return error;
  return new Problem({
    what: 'git cannot be started',
    where: 'git',
    why: error.code === 'ENOENT' ? 'there is no program "git" on the PATH' : error.message,
    next: ['Install git (2.37 or newer), or put its folder on the PATH; `veil scan` needs no git.'],
  });
}
