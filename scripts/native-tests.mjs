// Builds and runs the C++ tests under a sanitizer: `node scripts/native-tests.mjs asan|tsan [SUBSTRING]`.
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const configurations = { asan: 'Asan', tsan: 'Tsan' };
const [name, ...rest] = process.argv.slice(2);
const configuration = configurations[name];
if (configuration === undefined) {
  console.error('usage: node scripts/native-tests.mjs asan|tsan [SUBSTRING]');
  process.exit(2);
}
run(process.execPath, ['scripts/build.mjs', 'native']);
run('make', ['-s', '-C', 'build', '-j2', `BUILDTYPE=${configuration}`, 'veil_native_tests']);
run(join(root, 'build', configuration, 'veil_native_tests'), rest);

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}
