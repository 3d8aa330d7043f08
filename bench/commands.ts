import { spawnSync } from 'node:child_process';

export interface CommandResult {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a helper program (an installer, a version query) to its end. Never throws; a missing program is status 127. */
export function runCommand(
  argv: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeoutSeconds?: number } = {},
): CommandResult {
  const [program, ...rest] = argv;
  if (program === undefined) throw new Error('runCommand needs a program');
  const result = spawnSync(program, rest, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.timeoutSeconds === undefined ? {} : { timeout: options.timeoutSeconds * 1000 }),
  });
  return { status: result.status ?? 127, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
}

/** The same, for a step that the caller cannot do without: throws with the end of stderr. */
export function mustRun(argv: readonly string[], options: Parameters<typeof runCommand>[1] = {}): string {
  const result = runCommand(argv, options);
  if (result.status !== 0) {
    throw new Error(`${argv.join(' ').slice(0, 120)} ended with ${result.status}: ${result.stderr.trim().slice(-400)}`);
  }
  return result.stdout;
}

export function hasProgram(name: string): boolean {
  return runCommand(['sh', '-c', `command -v ${name}`]).status === 0;
}
