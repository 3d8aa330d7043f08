// Sets up what is missing (system packages, node_modules, the build), then runs veil or the tests.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [mode, ...rest] = process.argv.slice(2);

if (!existsSync(join(root, 'node_modules/.package-lock.json'))) run('npm', ['ci', '--no-audit', '--no-fund'], 2);
run(process.execPath, [join(root, 'scripts/build.mjs')], 2);
if (mode === '--run') run(process.execPath, [join(root, 'dist/veil.mjs'), ...rest], 'inherit');
if (mode === '--test') run(process.execPath, [join(root, 'scripts/run-tests.mjs'), ...rest], 'inherit');
if (mode === '--exec') run(process.execPath, rest, 'inherit');

function run(command, args, stdout) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['inherit', stdout, 'inherit'] });
  if (status !== 0) process.exit(status ?? 2);
}
