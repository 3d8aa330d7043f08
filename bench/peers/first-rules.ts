import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/native/package-root.ts';
import { mustRun } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import type { Peer } from './peer.ts';
import { veilPeer } from './veil.ts';

const RULES = 80;
/** Taken whole: PEM private keys, AWS key pairs, JWT, connection strings with passwords and basic-auth URLs. */
const FIRST_FILES = ['private-keys.toml', 'aws.toml', 'jwt.toml', 'urls.toml'];
/** Then rules as a scanner begins with them: a prefix that nobody writes by chance, and nothing that has to be judged. */
const FIXED_PREFIX = /^pattern = '+[A-Za-z0-9_-]{3,}/m;
const SEVERE = /^severity = "(?:critical|high)"/m;

/** This build of veil with the rules that a scanner begins with, as issue 3 lists them: what the catalogue adds. */
export function firstRulesPeer(): Peer {
  const copy = cacheFolder('first-rules');
  const peer = veilPeer(`veil, ${RULES} rules`, join(copy, 'dist/veil.cjs'));
  return {
    ...peer,
    prepare() {
      makeCopy(copy);
      return peer.prepare();
    },
  };
}

function makeCopy(copy: string): void {
  const root = packageRoot();
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(join(copy, 'rules'), { recursive: true });
  for (const shared of ['build', 'node_modules']) symlinkSync(join(root, shared), join(copy, shared));
  for (const own of ['package.json', 'binding.gyp', 'dist']) {
    cpSync(join(root, own), join(copy, own), {
      recursive: true,
      filter: (path) => !path.endsWith('ruleset/rules.bin'),
    });
  }
  writeFirstRules(join(root, 'rules'), join(copy, 'rules'));
  mustRun(['node', join(copy, 'dist/scripts/build-rules.js')]);
}

function writeFirstRules(from: string, to: string): void {
  let left = RULES;
  const others = readdirSync(from).filter((name) => !FIRST_FILES.includes(name));
  for (const name of [...FIRST_FILES, ...others.sort()]) {
    const [head = '', ...rules] = readFileSync(join(from, name), 'utf8').split(/^(?=\[\[rule\]\])/m);
    const wanted = FIRST_FILES.includes(name)
      ? rules
      : rules.filter((rule) => FIXED_PREFIX.test(rule) && SEVERE.test(rule));
    const chosen = wanted.slice(0, left);
    left -= chosen.length;
    if (chosen.length > 0) writeFileSync(join(to, name), head + chosen.join(''));
  }
  if (left > 0) throw new Error(`only ${RULES - left} first rules were found in ${from}`);
}
