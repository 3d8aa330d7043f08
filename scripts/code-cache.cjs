// Writes V8's code cache of the bundle, dist/veil-bundle.cache: runs a scan of one small file, as a commit hook does, and
// keeps what was compiled for it. `node scripts/code-cache.cjs`, the last step of the build.
'use strict';
const { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const dist = resolve(__dirname, '../dist');
const target = join(dist, 'veil-bundle.cache');
const folder = mkdtempSync(join(tmpdir(), 'veil-cache-'));
const file = join(folder, 'small.txt');
writeFileSync(file, 'nothing to find\n');
// What most repositories have, so that reading it is in the cache, too.
mkdirSync(join(folder, '.git'));
mkdirSync(join(folder, '.veil'));
writeFileSync(join(folder, 'veil.toml'), '[scan]\nexclude = ["vendor/**"]\n');
const entry = `[[exceptions]]\nid = "fx_${'a'.repeat(26)}"\nreason = "none"\nexpires_at = "2999-01-31"\n`;
writeFileSync(join(folder, '.veil/exception_registry.toml'), `version = 1\n\n${entry}`);
rmSync(target, { force: true });

process.chdir(folder);
process.argv = [process.argv[0], join(dist, 'veil.cjs'), 'scan', '--quiet', file];
const { script, label } = require(join(dist, 'veil.cjs')).start();
process.on('exit', (status) => {
  rmSync(folder, { recursive: true });
  if (status !== 0) return;
  writeFileSync(`${target}.new`, Buffer.concat([Buffer.from(label, 'latin1'), script.createCachedData()]));
  renameSync(`${target}.new`, target);
});
