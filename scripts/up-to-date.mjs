// Whether node_modules and the build fit the sources, told by a fingerprint that the last set-up left.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'native',
  'src',
  'test',
  'bench',
  'scripts',
  'rules',
  'binding.gyp',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const outputs = ['build/Release/veil.node', 'build/Release/veil_native_tests', 'dist/veil.cjs'];
const installStamp = 'node_modules/.veil-set-up';
const buildStamp = 'build/.veil-set-up';

export function isInstalled(root) {
  return readStamp(root, installStamp) === lockFingerprint(root);
}

export function markInstalled(root) {
  writeFileSync(join(root, installStamp), lockFingerprint(root));
}

/** Also false when another Node has been installed since: the addon's headers may differ. */
export function isBuilt(root) {
  return (
    outputs.every((path) => existsSync(join(root, path))) && readStamp(root, buildStamp) === sourceFingerprint(root)
  );
}

export function markBuilt(root) {
  writeFileSync(join(root, buildStamp), sourceFingerprint(root));
}

function readStamp(root, path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

function lockFingerprint(root) {
  return fingerprint([readFileSync(join(root, 'package-lock.json'), 'utf8')]);
}

function sourceFingerprint(root) {
  return fingerprint(
    sources
      .flatMap((path) => filesBelow(root, path))
      .map((path) => {
        const { size, mtimeMs } = statSync(join(root, path));
        return `${path} ${size} ${mtimeMs}`;
      }),
  );
}

function fingerprint(lines) {
  return createHash('sha256')
    .update([process.version, process.arch, ...lines].join('\n'))
    .digest('hex');
}

// Generated sources are outputs: the build writes them while the fingerprint is taken.
function filesBelow(root, path) {
  if (path === 'src/generated' || !existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(root, join(path, name)));
}
