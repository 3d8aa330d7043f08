// Runs every test: the C++ core's program, then node:test over dist/test, each file in a process of its own. Arguments
// are substrings of test paths to run instead of all. The last line is the total: "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

const CONCURRENCY = 2;
/** What the tests are told of the machine's environment. Colours, git, caches and texts depend on much of the rest. */
const KEPT_VARIABLES = /^(PATH|TMPDIR|LD_LIBRARY_PATH|NODE_V8_COVERAGE|UPDATE_GOLDEN|PREBUILDS_ONLY|VEIL_PREBUILD)$/;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv.slice(2);
// From the sources: the compiler's folder still has tests that are deleted here.
const all = readdirSync(join(root, 'test'), { recursive: true })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => join(root, 'dist/test', path.replace(/\.ts$/, '.js')))
  .sort();
const files =
  wanted.length === 0 ? all : all.filter((path) => wanted.some((part) => relative(root, path).includes(part)));
if (files.length === 0) {
  console.error(`error: no test file has ${wanted.join(' or ')} in its path`);
  process.exit(2);
}

isolate();
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
if (wanted.length === 0) runNative();
await runNode();
for (const failure of failures) console.log(`\n${failure}`);
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exit(totals.failed === 0 ? 0 : 1);

/** The same environment, home folder and umask on every machine, for the tests and all that they start. */
function isolate() {
  for (const name of Object.keys(process.env)) if (!KEPT_VARIABLES.test(name)) delete process.env[name];
  const home = mkdtempSync(join(tmpdir(), 'veil-home-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  Object.assign(process.env, { HOME: home, GIT_CONFIG_NOSYSTEM: '1' });
  process.umask(0o022);
}

function runNative() {
  const program = join(root, 'build/Release/veil_native_tests');
  const { status, signal, error, stdout } = spawnSync(program, [], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(stdout ?? '') ?? [];
  totals.passed += Number(passed ?? 0);
  totals.failed += Number(failed ?? 0);
  console.log(`native: ${stdout?.trim()}`);
  // A program that died or said nothing has failed, whatever it counted before.
  if (status === 0 && passed !== undefined) return;
  if (Number(failed ?? 0) === 0) totals.failed += 1;
  failures.push(`FAILED native: ${relative(root, program)} ended with ${error?.message ?? signal ?? status}`);
}

async function runNode() {
  const counts = new Map();
  const stream = run({ files, concurrency: CONCURRENCY });
  stream.on('test:pass', (test) => {
    if (!isTest(test)) return;
    if (test.skip !== undefined) {
      totals.skipped += 1;
      console.log(`skipped: ${test.name}${typeof test.skip === 'string' ? `: ${test.skip}` : ''}`);
      return;
    }
    totals.passed += 1;
    const file = sourceOf(test.file);
    counts.set(file, (counts.get(file) ?? 0) + 1);
  });
  stream.on('test:fail', (test) => {
    // A suite or a file fails because of a test in it, which is told by itself.
    const { error } = test.details;
    if (error?.failureType === 'subtestsFailed') return;
    totals.failed += 1;
    failures.push(`FAILED ${sourceOf(test.file)}: ${test.name}\n${failureText(error)}`);
    console.log(`FAILED ${sourceOf(test.file)}: ${test.name}`);
  });
  stream.on('test:stdout', ({ message }) => process.stdout.write(message));
  stream.on('test:stderr', ({ message }) => process.stderr.write(message));
  stream.resume();
  await new Promise((done) => stream.on('end', done));
  for (const [file, count] of [...counts].sort()) console.log(`${file}: ${count} passed`);
}

// Files come as tests, too: their name is their path.
function isTest({ name, file, details }) {
  return details.type !== 'suite' && !(file !== undefined && resolve(root, name) === file);
}

function sourceOf(file) {
  return file === undefined
    ? 'test'
    : relative(root, file)
        .replace(/^dist\//, '')
        .replace(/\.js$/, '.ts');
}

function failureText(error) {
  const cause = error?.cause ?? error;
  return (cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause))
    .split('\n')
    .filter((line) => !line.includes('node:internal'))
    .map((line) => `  ${line}`)
    .join('\n');
}
