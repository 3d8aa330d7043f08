// Makes prebuilds/<platform>-<arch>/: the addon by prebuildify (which builds it anew), and beside it the shared libraries
// that a user may not have (found there by the addon's $ORIGIN rpath), with their licences.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// What is not on every Linux: the rest of the addon's libraries belong to the system (glibc, libstdc++, zlib).
const CARRIED = /^lib(hs|re2|deflate|absl_[a-z_]+)\.so/;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'prebuilds', `${process.platform}-${process.arch}`);
// prebuildify's name for an addon over Node-API that was linked with glibc: any Node loads it.
const carriedAddon = join(folder, 'veil.glibc.node');

rmSync(folder, { recursive: true, force: true });
build();
for (const path of librariesOf(carriedAddon)) {
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

function build() {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  const headers = existsSync(join(prefix, 'include/node/node_api.h')) ? { npm_config_nodedir: prefix } : {};
  const words = ['--napi', '--strip', '--tag-libc', '--name', 'veil', '-t', process.versions.node];
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/prebuildify/bin.js'), ...words], {
    cwd: root,
    env: { ...process.env, ...headers, PREBUILD_NODE_GYP: join(root, 'node_modules/node-gyp/bin/node-gyp.js') },
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) fail(`prebuildify ended with ${status}`);
}

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
