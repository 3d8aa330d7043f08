// Runs every test: the C++ core's program, then node:test over dist/test. Extra arguments are files or
// substrings of test paths to run instead of all.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv.slice(2);
const all = readdirSync(join(root, 'dist/test'), { recursive: true })
  .map((name) => join('dist/test', name))
  .filter((path) => path.endsWith('.test.js'))
  .sort();
const files = wanted.length === 0 ? all : all.filter((path) => wanted.some((part) => path.includes(part)));

const native = wanted.length === 0 ? run(join(root, 'build/Release/veil_native_tests'), []) : 0;
const node = run(process.execPath, ['--test', '--test-concurrency=2', ...files]);
process.exit(native === 0 && node === 0 && files.length > 0 ? 0 : 1);

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}
