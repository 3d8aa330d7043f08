// Fuzzes one parser with libFuzzer (clang 14 and its runtime): `node scripts/fuzz.mjs [TARGET] [SECONDS]`.
// A target is native/fuzz/TARGET_fuzz.cc; its line "// Folders: …" names what of native/ it needs. Inputs that were
// interesting are kept in build/fuzz/TARGET for the next run.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCore, root, run } from './compile-core.mjs';

const [target, seconds = '60'] = process.argv.slice(2);
const targets = readdirSync(join(root, 'native/fuzz'))
  .filter((name) => name.endsWith('_fuzz.cc'))
  .map((name) => name.slice(0, -'_fuzz.cc'.length));
if (target !== undefined && !targets.includes(target)) {
  console.error(`fuzz: there is no target ${target}; there are: ${targets.join(', ')}`);
  process.exit(2);
}
for (const name of target === undefined ? targets : [target]) {
  const source = `native/fuzz/${name}_fuzz.cc`;
  const folders = /^\/\/ Folders: (.*)$/m.exec(readFileSync(join(root, source), 'utf8'))?.[1]?.split(' ') ?? [];
  const program = compileCore(source, folders, {
    compiler: 'clang++-14',
    flags: ['-O1', '-g', '-fsanitize=fuzzer,address,undefined', '-fno-sanitize-recover=undefined'],
  });
  const corpus = join(root, 'build/fuzz', name);
  mkdirSync(corpus, { recursive: true });
  run(program, [
    `-max_total_time=${seconds}`,
    '-timeout=10',
    '-print_final_stats=1',
    `-artifact_prefix=${corpus}-`,
    corpus,
  ]);
}
