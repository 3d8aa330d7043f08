// Makes prebuilds/<platform>-<arch>/ from the local build: the addon, the shared libraries that a user may not have (found
// there by the addon's $ORIGIN rpath), and their licences. node-gyp-build finds it before a local build.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// What is not on every Linux: the rest of the addon's libraries belong to the system (glibc, libstdc++, zlib).
const CARRIED = /^lib(hs|re2|absl_[a-z_]+)\.so/;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const addon = join(root, 'build/Release/veil.node');
const folder = join(root, 'prebuilds', `${process.platform}-${process.arch}`);

if (!existsSync(addon)) fail(`${addon} is not there: npm run build:native`);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

// The words of the name are node-gyp-build's: it loads this one with any Node that has Node-API, on glibc.
const carriedAddon = join(folder, 'veil.napi.glibc.node');
copyFileSync(addon, carriedAddon);
run('strip', ['--strip-unneeded', carriedAddon]);
for (const path of librariesOf(addon)) {
  copyFileSync(realpathSync(path), join(folder, basename(path)));
  copyLicence(path);
}

for (const path of librariesOf(carriedAddon)) {
  if (dirname(path) !== folder) fail(`the carried addon loads ${path}, not the copy beside it`);
}
run(process.execPath, ['-e', `require(${JSON.stringify(carriedAddon)})`]);
console.log(
  `${folder}:\n${readdirSync(folder)
    .map((name) => `  ${name}`)
    .join('\n')}`,
);

function librariesOf(path) {
  return [...run('ldd', [path]).matchAll(/^\s*(\S+) => (\S+)/gm)]
    .filter(([, name]) => CARRIED.test(name))
    .map(([, , found]) => found);
}

// Debian keeps a package's licence under the package's name.
function copyLicence(path) {
  const owner = run('dpkg-query', ['-S', realpathSync(path)]).split(':')[0];
  const licence = join('/usr/share/doc', owner, 'copyright');
  if (!existsSync(licence)) fail(`no licence of ${owner} at ${licence}`);
  copyFileSync(licence, join(folder, `LICENSE.${owner}`));
}

function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) fail(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

function fail(message) {
  console.error(`error: prebuild: ${message}`);
  process.exit(1);
}
