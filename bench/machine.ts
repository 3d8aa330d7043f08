import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { packageRoot } from '../src/native/package-root.ts';
import { runCommand } from './commands.ts';

/** What a reader needs to know of the machine to judge a figure. No host name. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGib: number;
  kernel: string;
  node: string;
  compiler: string;
  commit: string;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? cpuModelFromProc(),
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()} ${arch()}`,
    node: process.version,
    compiler: firstLine(runCommand(['g++', '--version']).stdout),
    commit: firstLine(runCommand(['git', 'rev-parse', '--short', 'HEAD'], { cwd: packageRoot() }).stdout),
  };
}

function cpuModelFromProc(): string {
  try {
    return /model name\s*:\s*(.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? '';
}
