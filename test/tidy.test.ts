/** The house's order, checked: dependencies point down, nothing is dead, generated files are fresh, the linter is content. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/native/package-root.ts';

const root = packageRoot();

/** Folder of src/ → the folders that it may import. `generated` is the list of commands and formats. */
const TS_ARROWS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  errors: ['model'],
  native: [],
  rules: ['native', 'model', 'errors'],
  scan: ['native', 'rules', 'model', 'errors'],
  sources: ['native', 'scan', 'rules', 'model', 'errors'],
  registry: ['native', 'model', 'errors'],
  config: ['model', 'errors'],
  ignores: ['model'],
  report: ['model', 'generated'],
  generated: ['cli', 'report'],
  cli: [
    'ignores',
    'registry',
    'scan',
    'report',
    'sources',
    'rules',
    'config',
    'native',
    'model',
    'errors',
    'generated',
  ],
  // src/index.ts, the library.
  '': ['registry', 'scan', 'report', 'sources', 'rules', 'config', 'native', 'model', 'errors'],
};

/** What only some files may say: the pattern, and who may. */
const RESERVED: readonly [name: string, pattern: RegExp, mayUse: RegExp][] = [
  ['clipanion', /from 'clipanion/, /^src\/cli\//],
  ['the standard streams', /process\.(stdout|stderr|stdin)\b/, /^src\/cli\//],
  ['the exit status', /process\.exit(Code)?\b/, /^src\/cli\/main\.ts$/],
  ['node-gyp-build', /node-gyp-build['"]/, /^src\/native\/load\.ts$/],
];

/** Folder of native/ → the folders that it may include. */
const CC_ARROWS: Readonly<Record<string, readonly string[]>> = {
  support: [],
  lock: ['support'],
  io: ['support'],
  match: ['support'],
  git: ['support'],
  scan: ['match', 'io', 'git', 'support'],
  napi: ['scan', 'match', 'io', 'git', 'lock', 'support'],
  test: ['scan', 'match', 'io', 'git', 'lock', 'support'],
  bench: ['scan', 'match', 'io', 'git', 'lock', 'support'],
  fuzz: ['scan', 'match', 'io', 'git', 'lock', 'support'],
  // native/addon.cc
  '': ['napi'],
};

const LONG_FILE_LINES = 400;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function filesBelow(folder: string, extension: RegExp): SourceFile[] {
  if (!existsSync(join(root, folder))) return [];
  return (
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      // The corpora that benches fetch into bench/.cache are not ours; one has a folder called types.d.ts.
      .filter((path) => extension.test(path) && !path.startsWith('.cache/'))
      .sort()
      .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') }))
  );
}

const sources = filesBelow('src', /\.ts$/);
const nativeFiles = filesBelow('native', /\.(cc|h)$/);

/** Paths that a TypeScript file imports, also lazily; relative to the package. Comments are no imports. */
function importsOf({ path, text }: SourceFile): string[] {
  const found = text.matchAll(
    /^(?:import|export)\s[^'";]*?from '(\.[^']+)'|^import '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm,
  );
  return [...found].map((match) => normalize(join(dirname(path), match[1] ?? match[2] ?? match[3] ?? '')));
}

function includesOf({ text }: SourceFile): string[] {
  return [...text.matchAll(/^#include "([^"]+)"/gm)].map((match) => `native/${match[1]}`);
}

/** The second part of "src/cli/main.ts"; '' for a file right below. */
function folderOf(path: string): string {
  const parts = path.split('/');
  return parts.length > 2 ? (parts[1] ?? '') : '';
}

function wrongArrows(
  files: readonly SourceFile[],
  targetsOf: (file: SourceFile) => string[],
  arrows: Readonly<Record<string, readonly string[]>>,
): string[] {
  return files.flatMap((file) => {
    const from = folderOf(file.path);
    return targetsOf(file)
      .filter((target) => folderOf(target) !== from && !arrows[from]?.includes(folderOf(target)))
      .map((target) => `${file.path} → ${target}`);
  });
}

test('there is something to check', () => {
  assert.ok(sources.length > 40 && nativeFiles.length > 20);
  assert.ok(sources.flatMap(importsOf).length > 100 && nativeFiles.flatMap(includesOf).length > 50);
});

test('TypeScript dependencies point down', () => {
  assert.deepEqual(wrongArrows(sources, importsOf, TS_ARROWS), []);
});

test('C++ dependencies point down', () => {
  assert.deepEqual(wrongArrows(nativeFiles, includesOf, CC_ARROWS), []);
});

test('only the border includes napi.h', () => {
  const users = nativeFiles.filter(({ text }) => /#include <napi\.h>|#include "napi\.h"|node_api\.h/.test(text));
  const strangers = users.filter(({ path }) => !path.startsWith('native/napi/') && path !== 'native/addon.cc');
  assert.deepEqual(
    strangers.map(({ path }) => path),
    [],
  );
});

for (const [name, pattern, mayUse] of RESERVED) {
  test(`only ${mayUse.source} names ${name}`, () => {
    const users = sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    assert.ok(users.length > 0, 'the pattern fits nothing');
    assert.deepEqual(
      users.filter((path) => !mayUse.test(path)),
      [],
    );
  });
}

test('named exports only', () => {
  const offenders = sources.filter(({ text }) => /^export default|export \{[^}]*\bas default\b/m.test(text));
  assert.deepEqual(
    offenders.map(({ path }) => path),
    [],
  );
});

test('no dead TypeScript file', (t) => {
  const product = [...filesBelow('scripts', /\.ts$/), ...filesBelow('bench', /\.ts$/)].flatMap(importsOf);
  const reached = reachedFrom(['src/cli/main.ts', 'src/index.ts', ...product]);
  const tested = reachedFrom(filesBelow('test', /\.ts$/).flatMap(importsOf));
  const paths = sources.map(({ path }) => path).filter((path) => !reached.has(path));
  assert.deepEqual(
    paths.filter((path) => !tested.has(path)),
    [],
  );
  if (paths.length > 0) t.diagnostic(`only tests use ${paths.join(', ')}`);
});

function reachedFrom(roots: readonly string[]): ReadonlySet<string> {
  const byPath = new Map(sources.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const pending = [...roots];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    pending.push(...importsOf(file));
  }
  return reached;
}

test('no dead header', () => {
  const included = new Set(nativeFiles.flatMap(includesOf));
  const dead = nativeFiles.map(({ path }) => path).filter((path) => path.endsWith('.h') && !included.has(path));
  assert.deepEqual(dead, []);
});

test('the generated module lists name every command and format', () => {
  for (const [list, folder] of [
    ['commands', 'cli/commands'],
    ['formats', 'report/formats'],
  ] as const) {
    const text = readFileSync(join(root, 'src/generated', `${list}.ts`), 'utf8');
    const listed = [...text.matchAll(/import\('\.\.\/(.+)'\)/g)].map((match) => `src/${match[1]}`);
    assert.deepEqual(
      listed,
      filesBelow(`src/${folder}`, /\.ts$/).map(({ path }) => path),
      'run npm run build:ts',
    );
  }
});

test('links in the documents lead somewhere', () => {
  const documents = [...filesBelow('docs', /\.md$/), ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map(document)];
  const broken = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => normalize(join(dirname(path), match[1] ?? '')))
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${path}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('linter and formatter are content', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--colors=off', '.'],
    { cwd: root, encoding: 'utf8' },
  );
  assert.equal(status, 0, `${stdout}\n${stderr}`);
});

test('long files, for information', (t) => {
  const long = [...sources, ...nativeFiles]
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > LONG_FILE_LINES);
  for (const { path, lines } of long)
    t.diagnostic(`${relative('.', path)} has ${lines} lines: is there a second subject?`);
});

function document(path: string): SourceFile {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}
