// Walk and read by themselves, without matching: `node scripts/bench-io.mjs PATH [THREADS]`. Tries several thresholds
// between read and mmap. CPU time is what tells on a machine that others use, too.
import { compileCore, run } from './compile-core.mjs';

const [path, threads = '2'] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: node scripts/bench-io.mjs PATH [THREADS]');
  process.exit(2);
}
const program = compileCore('native/bench/walk_read.cc', ['support', 'io']);
const KiB = 1024;
const tasks = [['walk'], ['ignore'], ...[128, 256, 512, 1024, 4096].map((size) => ['read', String(size * KiB)])];
for (let round = 0; round < 3; ++round) {
  for (const task of tasks) {
    console.log(`${task.join(' ')}:`);
    run(program, [path, threads, ...task]);
  }
}
