import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import type { Config } from '../../../src/config/keys.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { MOST_CONFIG_BYTES, parseConfig } from '../../../src/config/parse-config.ts';
import { Problem } from '../../../src/errors/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'veil-config-'));
after(() => rmSync(folder, { recursive: true }));

let count = 0;
/** A new folder with a veil.toml in it, and an organisation's file beside it where there is one. */
function tree(repository: string | undefined, organisation?: string): { startFolder: string; organisation?: string } {
  count += 1;
  const startFolder = join(folder, String(count));
  mkdirSync(join(startFolder, 'sub'), { recursive: true });
  if (repository !== undefined) writeFileSync(join(startFolder, 'veil.toml'), repository);
  if (organisation === undefined) return { startFolder };
  const path = join(startFolder, 'org.toml');
  writeFileSync(path, organisation);
  return { startFolder, organisation: path };
}

test('without a file everything is built in', () => {
  const { values, origins, notices } = loadConfig(tree(undefined));
  assert.deepEqual([values['gates.severity'], values['scan.gitignore'], values['rules.disable']], ['low', true, []]);
  assert.deepEqual([origins, notices], [{}, []]);
});

test('the nearest veil.toml upward holds, also from a sub-folder', () => {
  const { startFolder } = tree('[gates]\nseverity = "high"\n');
  const { values, origins } = loadConfig({ startFolder: join(startFolder, 'sub') });
  assert.equal(values['gates.severity'], 'high');
  assert.deepEqual(origins, { 'gates.severity': join(startFolder, 'veil.toml') });
});

test('an item of a list is told with its file and line: the one whose word holds', () => {
  const { startFolder, organisation } = tree(
    '[rules]\nenable = ["a", "b"]\ndisable = ["d"]\n',
    '# ours\n[rules]\nenable = ["b", "c"]\n',
  );
  const { itemPlace } = loadConfig({ startFolder, organisation: organisation as string });
  assert.deepEqual(
    ['a', 'b', 'c', 'x'].map((id) => itemPlace('rules.enable', id)),
    [
      `${startFolder}/veil.toml:2: rules.enable`,
      `${organisation}:3: rules.enable`,
      `${organisation}:3: rules.enable`,
      undefined,
    ],
  );
  // The organisation's file does not let it.
  assert.equal(itemPlace('rules.disable', 'd'), undefined);
});

/** A tree with veil.toml in each of `folders`; paths of a case are relative to it. Answers which file was taken, and the notices. */
function nearestOf(folders: readonly string[], from: string, scanned: readonly string[], named?: string) {
  const { startFolder: root } = tree(undefined);
  const all = [...folders, from, ...scanned.map((path) => dirname(path))];
  for (const path of all) mkdirSync(join(root, path), { recursive: true });
  for (const path of folders) writeFileSync(join(root, path, 'veil.toml'), '[gates]\nfindings = 2\n');
  const { origins, notices } = loadConfig({
    startFolder: join(root, from),
    scannedPaths: scanned.map((path) => join(root, path)),
    ...(named === undefined ? {} : { named }),
  });
  const origin = origins['gates.findings'];
  return { used: origin === undefined ? undefined : relative(root, origin), notices };
}

const nearest: readonly [
  name: string,
  tomls: string[],
  from: string,
  scanned: string[],
  used: string | undefined,
  unused?: string,
][] = [
  ['the folder that is scanned', ['a', 'b'], 'a', ['b'], 'b/veil.toml', 'a/veil.toml'],
  ['a folder above it', ['b'], 'a', ['b/c/d'], 'b/veil.toml'],
  ['not the current folder', ['a'], 'a', ['b'], undefined, 'a/veil.toml'],
  ['above both', ['.'], 'a', ['b'], 'veil.toml'],
  ['below the current folder', ['a', 'a/b'], 'a', ['a/b/c'], 'a/b/veil.toml', 'a/veil.toml'],
  ['above the current folder', ['a', 'a/b'], 'a/b', ['a'], 'a/veil.toml', 'a/b/veil.toml'],
  ['a file', ['b'], 'a', ['b/x.env'], 'b/veil.toml'],
  ['two folders: what is above both', ['a', 'a/b', 'a/c'], 'a', ['a/b', 'a/c'], 'a/veil.toml'],
  ['two folders, one in the other', ['a', 'a/b'], 'a', ['a/b/c', 'a/b'], 'a/b/veil.toml', 'a/veil.toml'],
  ['two folders whose names begin alike', ['a', 'ab'], '.', ['ab', 'a'], undefined],
  ['a folder whose name begins with two dots', ['a', 'a/..b'], 'a', ['a', 'a/..b'], 'a/veil.toml'],
  ['nothing with a place', ['a', 'b'], 'a', [], 'a/veil.toml'],
];

for (const [name, tomls, from, scanned, used, unused] of nearest) {
  test(`the nearest veil.toml at or above what is scanned: ${name}`, () => {
    const found = nearestOf(tomls, from, scanned);
    assert.equal(found.used, used);
    assert.deepEqual(
      found.notices.map((notice) => /(?:^|\/)\d+\/(\S+) is not used/.exec(notice)?.[1]),
      unused === undefined ? [] : [unused],
    );
  });
}

test('a named file wins, relative to the current folder, and nothing else is told', () => {
  assert.deepEqual(nearestOf(['a', 'a/b', 'c'], 'a', ['c'], 'b/veil.toml'), { used: 'a/b/veil.toml', notices: [] });
});

test('a registry path is relative to the file that says it', () => {
  const { startFolder } = tree('[exceptions]\nregistry = ".veil/own.toml"\n');
  const { values } = loadConfig({ startFolder: join(startFolder, 'sub') });
  assert.equal(values['exceptions.registry'], join(startFolder, '.veil/own.toml'));
});

test('what a repository takes away is said', () => {
  const { notices } = loadConfig(tree('[rules]\ndisable = ["jwt"]\n[scan]\nexclude = ["*.env"]\n'));
  assert.equal(notices.length, 2);
  assert.match(notices.join('\n'), /rules\.disable = jwt[\s\S]*scan\.exclude = \*\.env/);
});

const floors: readonly [
  name: string,
  organisation: string,
  repository: string,
  key: keyof Config,
  value: unknown,
  refused: boolean,
][] = [
  [
    'a looser gate stays',
    '[gates]\nseverity="medium"',
    '[gates]\nseverity="critical"',
    'gates.severity',
    'medium',
    true,
  ],
  ['a tighter gate wins', '[gates]\nseverity="high"', '[gates]\nseverity="low"', 'gates.severity', 'low', false],
  ['a built-in gate cannot be loosened', '', '[gates]\nseverity="critical"', 'gates.severity', 'low', true],
  ['more findings allowed: no', '', '[gates]\nfindings=9', 'gates.findings', 1, true],
  ['rules off: no', '', '[rules]\ndisable=["jwt"]', 'rules.disable', [], true],
  ['rules on: both', '[rules]\nenable=["a"]', '[rules]\nenable=["b"]', 'rules.enable', ['a', 'b'], false],
  ['paths out: no', '', '[scan]\nexclude=["*"]', 'scan.exclude', [], true],
  ['strict off: no', '[exceptions]\nstrict=true', '[exceptions]\nstrict=false', 'exceptions.strict', true, true],
  ['strict on: yes', '', '[exceptions]\nstrict=true', 'exceptions.strict', true, false],
  ['ignored files scanned: yes', '', '[scan]\ngitignore=false', 'scan.gitignore', false, false],
  ['another registry: no', '', '[exceptions]\nregistry="mine.toml"', 'exceptions.registry', '', true],
];

for (const [name, organisation, repository, key, value, refused] of floors) {
  test(`the organisation's floor: ${name}`, () => {
    const { values, notices } = loadConfig(tree(repository, organisation));
    assert.deepEqual(values[key], value);
    assert.equal(
      notices.some((notice) => notice.includes('looser')),
      refused,
    );
  });
}

const wrong: readonly [text: string, line: number, what: RegExp][] = [
  ['[scan]\n\nexclud = []\n', 3, /unknown key scan\.exclud/],
  ['[scn]\nexclude = []\n', 2, /unknown key scn\.exclude/],
  ['top = 1\n', 1, /unknown key top/],
  ['[gates]\nseverity = "grave"\n', 2, /wrong value for gates\.severity/],
  ['[gates]\nfindings = 0\n', 2, /wrong value for gates\.findings/],
  ['[scan]\nexclude = "*.log"\n', 2, /wrong value for scan\.exclude/],
  ['[scan]\nunsafe = true\n', 2, /unknown key scan\.unsafe/],
  ['[scan]\nexclude = [\n', 3, /not valid TOML/],
  ['[scan]\nexclude = []\nexclud = []\n', 3, /unknown key scan\.exclud$/],
  ['[rules]\nfiles = []\n[[rule]]\nid = "a"\n', 3, /unknown key rule$/],
  ['\nprovider = "Acme"\n', 2, /unknown key provider$/],
  ['[scan\n', 1, /not valid TOML: unexpected end of the line/],
  ['[scan]\ngitignore = true\ngitignore = false\n', 3, /not valid TOML/],
  ['[scan]\nexclude = ["a\\.b"]\n', 2, /not valid TOML: .*; in "…" a backslash begins an escape/],
  ['[gates]\nseverity = high\n', 2, /not valid TOML: unexpected "h"; strings need quotes/],
  ['[scan]\n"__proto__" = 1\n', 2, /unknown key scan\.__proto__/],
  [`# ${'x'.repeat(MOST_CONFIG_BYTES)}`, 1, /larger than/],
];

for (const [index, [text, line, what]] of wrong.entries()) {
  test(`refused with file and line: ${what.source} (case ${index})`, () => {
    assert.throws(
      () => parseConfig('/r/veil.toml', text),
      (error) => {
        assert.ok(error instanceof Problem);
        assert.match(error.message, what);
        assert.equal(error.parts.where, `/r/veil.toml:${line}`);
        return true;
      },
    );
  });
}

test('a rule in the configuration: where rules stand is said', () => {
  assert.throws(
    () => parseConfig('/r/veil.toml', '[rule]\nid = "a"\n'),
    (error) => error instanceof Problem && /files = \["acme\.toml"\]/.test(error.parts.next?.join('\n') ?? ''),
  );
});

test('a named file that is not there is a problem', () => {
  const { startFolder } = tree(undefined);
  assert.throws(() => loadConfig({ startFolder, named: 'no.toml' }), Problem);
  assert.throws(() => loadConfig({ startFolder, organisation: 'no.toml' }), Problem);
});
