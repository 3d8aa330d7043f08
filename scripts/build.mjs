// Builds what is out of date: `node scripts/build.mjs [native] [ts] [rules] [cache]` (default: all, in that order).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeModuleLists } from './list-modules.mjs';

const NO_HEADERS = `
Node's headers are not beside ${process.execPath}, and node-gyp could not fetch them.
Use a Node from nodejs.org, which brings them, or install them (Debian: apt-get install libnode-dev).`;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv.slice(2);
const steps = { native: buildNative, ts: buildTypeScript, rules: buildRules, cache: buildCodeCache };

for (const [name, step] of Object.entries(steps)) {
  if (wanted.length === 0 || wanted.includes(name)) step();
}

function buildNative() {
  const gyp = join(root, 'node_modules/node-gyp/bin/node-gyp.js');
  const headers = dirname(dirname(process.execPath));
  const nodedir = existsSync(join(headers, 'include/node/node_api.h')) ? [`--nodedir=${headers}`] : [];
  // `configure` is cheap and picks up new source files; make then compiles only what changed.
  run(process.execPath, [gyp, 'configure', '--loglevel=error', ...nodedir], nodedir.length === 0 ? NO_HEADERS : '');
  run('make', ['-s', '-C', 'build', `-j${availableParallelism()}`, 'BUILDTYPE=Release']);
}

function buildTypeScript() {
  writeModuleLists(root);
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json']);
  if (existsSync(join(root, 'dist/src/cli/main.js'))) run(process.execPath, [join(root, 'scripts/bundle.mjs')]);
}

function buildRules() {
  if (!existsSync(join(root, 'dist/scripts/build-rules.js'))) return;
  const next = '\nnext: mend the rules that are named above, then npm run build:rules';
  for (const name of ['build-rules', 'rules-table']) {
    run(process.execPath, [join(root, `dist/scripts/${name}.js`)], next);
  }
}

// Of the bundle, so that a build of `ts` alone leaves none: veil then starts slower.
function buildCodeCache() {
  // Its scans report to pipes, as to a hook's caller; what they say is of interest when they fail.
  run(process.execPath, [join(root, 'scripts/code-cache.cjs')], '', 'pipe');
}

function run(command, args, advice = '', output = 2) {
  const { status, error, stderr } = spawnSync(command, args, { cwd: root, stdio: ['ignore', output, output] });
  if (status !== 0 && stderr) process.stderr.write(stderr);
  if (error !== undefined) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) fail(`${command} ${args.join(' ').slice(0, 200)} ended with ${status}${advice}`);
}

function fail(message) {
  console.error(`veil build: ${message}`);
  process.exit(1);
}
