// Compiles one program with parts of the C++ core, outside of gyp: for benchmarks and fuzzers, which no installation needs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Compiles `source` with the folders of native/ named; answers the program's path. Ends the process when that fails. */
export function compileCore(source, folders, { compiler = 'g++', flags = ['-O3'] } = {}) {
  const output = join(root, 'build/tools', basename(source, '.cc'));
  mkdirSync(dirname(output), { recursive: true });
  const pkgConfig = (option) =>
    execFileSync('pkg-config', [option, 'libhs', 're2', 'zlib', 'libdeflate'], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
      .filter(Boolean);
  const sources = execFileSync(process.execPath, ['scripts/list-sources.mjs', 'native', ...folders], {
    cwd: root,
    encoding: 'utf8',
  });
  run(compiler, [
    '-std=c++20',
    '-pthread',
    '-Inative',
    ...flags,
    ...pkgConfig('--cflags'),
    '-o',
    output,
    source,
    ...sources.trim().split('\n'),
    ...pkgConfig('--libs'),
  ]);
  return output;
}

/** Runs a command with our output; ends the process with its status when it fails. */
export function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
