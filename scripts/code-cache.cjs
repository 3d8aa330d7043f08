// Writes V8's code cache of the bundle, dist/veil-bundle.cache: runs the scans that people wait for (of one small file, and
// of what is staged, as a commit hook does; each finds something) and keeps what was compiled for them.
// `node scripts/code-cache.cjs`, the last step of the build.
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const dist = resolve(__dirname, '../dist');
const target = join(dist, 'veil-bundle.cache');
const folder = mkdtempSync(join(tmpdir(), 'veil-cache-'));
const FINDINGS = 1;

function prepare() {
  // Made up, and put together here, so that no scanner takes this file for a leak.
  writeFileSync(
    join(folder, 'small.txt'),
    `api_token = "${['q7Zt', 'P2xL', 'm9Rv', 'K4cW', 's8Yd', 'J3hB'].join('')}"\n`,
  );
  // What most repositories have, so that reading it is in the cache, too.
  mkdirSync(join(folder, '.veil'));
  writeFileSync(join(folder, 'veil.toml'), '[scan]\nexclude = ["vendor/**"]\n');
  const entry = `[[exceptions]]\nid = "fx_${'a'.repeat(26)}"\nreason = "none"\nexpires_at = "2999-01-31"\n`;
  writeFileSync(join(folder, '.veil/exception_registry.toml'), `version = 1\n\n${entry}`);
  process.chdir(folder);
}

/** False where there is no git: then its part is compiled when it is used. */
function stage() {
  const identity = ['-c', 'user.name=veil', '-c', 'user.email=veil@localhost', '-c', 'core.hooksPath=/dev/null'];
  return [
    ['init', '-q'],
    [...identity, 'commit', '-q', '--allow-empty', '-m', 'x'],
    ['add', 'small.txt'],
  ].every((words) => spawnSync('git', words, { env: { PATH: process.env.PATH, HOME: folder } }).status === 0);
}

/** What process.exit would end with, without ending. */
function endOf(run) {
  return new Promise((done) => {
    process.exit = () => done(process.exitCode);
    run();
  });
}

async function main() {
  prepare();
  rmSync(target, { force: true });
  const { load } = require(join(dist, 'veil.cjs'));
  const { script, label, run } = load();
  const { exit } = process;
  const commands = [['scan', 'small.txt'], ...(stage() ? [['scan', '--staged']] : [])];
  let status = FINDINGS;
  for (const words of commands) {
    process.argv = [process.argv[0], join(dist, 'veil.cjs'), ...words];
    if (status === FINDINGS) status = await endOf(run);
  }
  process.exit = exit;
  rmSync(folder, { recursive: true });
  if (status !== FINDINGS) throw new Error(`a scan ended with ${status}, not with findings`);
  writeFileSync(`${target}.new`, Buffer.concat([Buffer.from(label, 'latin1'), script.createCachedData()]));
  renameSync(`${target}.new`, target);
  process.exitCode = 0;
}

main().catch((error) => {
  console.error(`veil build: the code cache cannot be made: ${error.message}`);
  process.exitCode = 1;
});
