/** The registry and `veil scan`, through the program: the table "What a scan does with it" of the runbook, row by row. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { shellCommand } from '../../src/registry/messages.ts';
import {
  kill,
  type RunResult,
  run,
  runVeil,
  startUntilReady,
  tempFolder,
  veilPath,
} from '../helpers/registry-process.ts';
import { idOf, registryText } from '../helpers/registry-text.ts';

const NOBODY = 65534;
const LOCKED = 'Registry is locked by another process';
const YESTERDAY = '2020-01-01';

/** A made-up token that a rule finds; another one for another number. */
function token(number = 0): string {
  return `glp${'at-'}x7Kq2Wz9Lm4Rt8Vb3Nc${'0123456789'[number] ?? 'a'}`;
}

class Tree {
  readonly root: string;
  readonly registry: string;

  constructor(parent = tempFolder(), name = 'clone') {
    this.root = join(parent, name);
    this.registry = join(this.root, '.veil/exception_registry.toml');
    mkdirSync(join(this.root, '.git'), { recursive: true });
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.root, name)), { recursive: true });
    writeFileSync(join(this.root, name), text);
  }

  veil(words: readonly string[], folder = '.'): RunResult {
    return runVeil(words, { cwd: join(this.root, folder), env: { ...process.env, NO_COLOR: '1' } });
  }

  /** The ids that a scan reports, in order. */
  ids(words: readonly string[] = ['.'], folder = '.'): string[] {
    const { stdout, stderr } = this.veil(['scan', '--format', 'jsonl', ...words], folder);
    assert.doesNotMatch(stderr, /^error/m);
    return stdout
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { id: string }).id);
  }
}

function treeWithFinding(): { tree: Tree; id: string } {
  const tree = new Tree();
  tree.write('src/a.txt', `one\nkey = ${token()}\n`);
  const [id = ''] = tree.ids();
  assert.match(id, /^fx_[a-z2-7]{26}$/);
  return { tree, id };
}

// --- The table. Each row: what the registry is like, then the exit status by default and strict, without and with a
// finding that no exception covers.

interface Row {
  readonly name: string;
  /** May answer a process to kill at the end. */
  readonly prepare: (tree: Tree, id: string) => unknown;
  readonly words?: readonly string[];
  /** [default, strict], when the only finding is excepted, or there is none. */
  readonly clean: readonly [number, number];
  /** [default, strict], with another finding. */
  readonly found: readonly [number, number];
  /** What stderr says, in both modes. */
  readonly says?: RegExp;
}

const unusable = (name: string, prepare: Row['prepare'], says: RegExp): Row => ({
  name,
  prepare,
  clean: [1, 2],
  found: [1, 2],
  says,
});

const bad = (name: string, text: string, says: RegExp): Row =>
  unusable(name, (tree, id) => tree.write('.veil/exception_registry.toml', `${registryText([{ id }])}${text}`), says);

const rows: Row[] = [
  {
    name: 'an active exception covers the finding',
    prepare: (tree, id) => tree.write('.veil/exception_registry.toml', registryText([{ id }])),
    clean: [0, 0],
    found: [1, 1],
  },
  { name: 'no registry', prepare: (tree) => rmSync(join(tree.root, 'src/a.txt')), clean: [0, 0], found: [1, 1] },
  {
    name: 'no registry, but one was named',
    prepare: (tree) => rmSync(join(tree.root, 'src/a.txt')),
    words: ['--system-registry', '.veil/gone.toml'],
    clean: [0, 2],
    found: [1, 2],
  },
  {
    name: 'an expired exception covers the finding',
    prepare: (tree, id) => tree.write('.veil/exception_registry.toml', registryText([{ id, expiresAt: YESTERDAY }])),
    clean: [1, 3],
    found: [1, 1],
  },
  {
    name: 'an expired exception covers nothing',
    prepare: (tree, id) =>
      tree.write('.veil/exception_registry.toml', registryText([{ id }, { id: idOf(1), expiresAt: YESTERDAY }])),
    clean: [0, 0],
    found: [1, 1],
  },
  {
    name: '--no-exceptions',
    prepare: (tree, id) => tree.write('.veil/exception_registry.toml', registryText([{ id }])),
    words: ['--no-exceptions'],
    clean: [1, 1],
    found: [1, 1],
  },
  unusable(
    'lock busy',
    (tree, id) => {
      tree.write('.veil/exception_registry.toml', registryText([{ id }]));
      return startUntilReady([veilPath, 'exceptions', 'lock-status', '--hold', '60'], tree.root);
    },
    /Registry is locked by another process: .*exception_registry\.lock\n {2}registry: .*\n {2}lock: {5}.*exception_registry\.lock\n {2}held by: {2}pid \d+: .*lock-status --hold 60/,
  ),
  unusable(
    'another version',
    (tree) => tree.write('.veil/exception_registry.toml', 'version = 2\n'),
    /exception_registry\.toml:1: version 2 is not known/,
  ),
  bad(
    'a typo in a key',
    '\n[[exceptions]]\nid = "b"\nreson = "x"\n',
    /exception_registry\.toml:9: unknown key "reson"/,
  ),
  bad(
    'a bad date',
    '\n[[exceptions]]\nid = "b"\nreason = "x"\nexpires_at = "soon"\n',
    /exception_registry\.toml:10: "expires_at" must be/,
  ),
  bad(
    'conflict markers',
    '<<<<<<< HEAD\n=======\n>>>>>>> other\n',
    /exception_registry\.toml:6:1: a merge conflict marker/,
  ),
  bad('a NUL', '# \0\n', /exception_registry\.toml:6:3: a NUL byte/),
  bad('__proto__', '__proto__ = "x"\n', /exception_registry\.toml:6: unknown key "__proto__"/),
  bad('no TOML', 'what is this\n', /exception_registry\.toml:6:\d+: not valid TOML/),
  unusable('a folder in its place', (tree) => mkdirSync(tree.registry, { recursive: true }), /not a regular file/),
];

for (const row of rows) {
  test(`table: ${row.name}`, async () => {
    const { tree, id } = treeWithFinding();
    const holder = (await row.prepare(tree, id)) as ChildProcess | undefined;
    for (const [hasFinding, [byDefault, strict]] of [
      [false, row.clean],
      [true, row.found],
    ] as const) {
      if (hasFinding) tree.write('src/b.txt', `other = ${token(1)}\n`);
      for (const [words, expected] of [
        [[], byDefault],
        [['--strict-exceptions'], strict],
      ] as const) {
        const { status, stdout, stderr } = tree.veil(['scan', '.', ...words, ...(row.words ?? [])]);
        assert.equal(status, expected, `${words} ${hasFinding}: ${stderr}`);
        // The report is written in every case.
        if (hasFinding) assert.match(stdout, /src\/b\.txt/);
        if (row.says === undefined) assert.doesNotMatch(stderr, /^warning|^error: (?!there is no registry)/m);
        else assert.match(stderr, row.says);
        assert.equal(/^error: /m.test(stderr), expected === 2, stderr);
        assert.doesNotMatch(stdout, new RegExp(LOCKED));
      }
    }
    if (row.name === 'lock busy' && holder !== undefined) await kill(holder);
  });
}

test('table: the registry may not be read', {
  skip: process.getuid?.() === 0 ? false : 'needs root, to become another user',
}, () => {
  const { tree, id } = treeWithFinding();
  tree.write('.veil/exception_registry.toml', registryText([{ id }]));
  chmodSync(tree.registry, 0o600);
  for (const [words, expected] of [
    [[], 1],
    [['--strict-exceptions'], 2],
  ] as const) {
    const { status, stderr } = run(process.execPath, [veilPath, 'scan', 'src', ...words], {
      cwd: tree.root,
      uid: NOBODY,
    });
    assert.equal(status, expected, stderr);
    assert.match(stderr, /permission denied: .*exception_registry\.toml \(EACCES, open\)/);
  }
});

// --- Busy.

test('a busy lock: what to do stands in the strict error, and the report file is written', async () => {
  const { tree, id } = treeWithFinding();
  tree.write('.veil/exception_registry.toml', registryText([{ id }]));
  const holder = await startUntilReady([veilPath, 'exceptions', 'lock-status', '--hold', '60'], tree.root);
  const lockPath = join(tree.root, '.veil/exception_registry.lock');
  const strict = tree.veil(['scan', '.', '--strict-exceptions', '--format', 'json', '-o', 'report.json']);
  assert.equal(strict.status, 2);
  for (const part of [
    LOCKED,
    lockPath,
    `pid ${holder.pid}`,
    'lock-status --hold 60',
    'ps aux | grep veil',
    `rm -f ${shellCommand([lockPath])}`,
  ]) {
    assert.ok(strict.stderr.includes(part), `${part} in ${strict.stderr}`);
  }
  assert.ok(strict.stderr.includes('veil scan . --strict-exceptions --format json -o report.json'));
  assert.equal(JSON.parse(readFileSync(join(tree.root, 'report.json'), 'utf8')).findings[0].id, id);
  await kill(holder);
  assert.equal(tree.veil(['scan', '.', '--strict-exceptions', '--exclude', 'report.json']).status, 0);
});

test('two shared holders never disturb each other', async () => {
  const { tree, id } = treeWithFinding();
  tree.write('.veil/exception_registry.toml', registryText([{ id }]));
  const holder = await startUntilReady([veilPath, 'exceptions', 'lock-status', '--hold', '60', '--shared'], tree.root);
  const { status, stderr } = tree.veil(['scan', '.', '--strict-exceptions']);
  assert.equal(status, 0, stderr);
  await kill(holder);
});

test('--lock-retry waits until the lock comes free', async () => {
  const { tree, id } = treeWithFinding();
  tree.write('.veil/exception_registry.toml', registryText([{ id }]));
  const holder = await startUntilReady([veilPath, 'exceptions', 'lock-status', '--hold', '1'], tree.root);
  const { status, stderr } = tree.veil(['scan', '.', '--strict-exceptions', '--lock-retry', '30000']);
  assert.equal(status, 0, stderr);
  await kill(holder);
});

test('docs/ci.md shows the warning and the error as they are', async () => {
  const { tree, id } = treeWithFinding();
  tree.write('.veil/exception_registry.toml', registryText([{ id }]));
  const holder = await startUntilReady([veilPath, 'exceptions', 'lock-status', '--hold', '60'], tree.root);
  const lockPath = join(tree.root, '.veil/exception_registry.lock');
  const ci = readFileSync(join(packageRoot(), 'docs/ci.md'), 'utf8');
  const [warning, strictError] = [...ci.matchAll(/^```text\n(.*?)^```$/gms)].map(([, text]) => text);
  const normal = (stderr: string, begin: RegExp) =>
    stderr
      .slice(stderr.search(begin))
      .replaceAll(shellCommand([lockPath]), lockPath)
      .replaceAll(tree.root, '/builds/project')
      .replaceAll(`pid ${holder.pid}`, 'pid 4711')
      .replaceAll(`${process.execPath} ${veilPath}`, 'node /usr/bin/veil');
  const { stderr } = tree.veil(['scan', '.', '--quiet']);
  assert.equal(normal(stderr, /^warning/m), warning);
  const strict = tree.veil(['scan', '.', '--strict-exceptions']);
  assert.equal(normal(strict.stderr, /^error/m), strictError);
  await kill(holder);
});

// --- Which registry.

test('--system-registry takes its value as a word of its own or after =, never as a path to scan', () => {
  const tree = new Tree();
  tree.write('frontend/a.txt', `key = ${token()}\n`);
  tree.write('backend/a.txt', `key = ${token(1)}\n`);
  const [front = ''] = tree.ids(['frontend/']);
  const [back = ''] = tree.ids(['backend/']);
  tree.write('.veil/frontend-registry.toml', registryText([{ id: front }]));
  tree.write('.veil/backend-registry.toml', registryText([{ id: back }]));
  for (const [side, other] of [
    ['frontend', 'backend'],
    ['backend', 'frontend'],
  ] as const) {
    for (const words of [
      ['--system-registry', `.veil/${side}-registry.toml`],
      [`--system-registry=.veil/${side}-registry.toml`],
    ]) {
      const own = tree.veil(['scan', `${side}/`, ...words, '--strict-exceptions']);
      assert.equal(own.status, 0, own.stderr);
      assert.match(own.stderr, /1 file /);
      assert.equal(tree.veil(['scan', ...words, `${other}/`]).status, 1);
    }
  }
  const without = tree.veil(['scan', 'frontend/', '--system-registry']);
  assert.equal(without.status, 2);
});

test('a scan from a sub-folder uses the registry of the root', () => {
  const { tree, id } = treeWithFinding();
  tree.write('.veil/exception_registry.toml', registryText([{ id }]));
  assert.equal(tree.veil(['scan', '.'], 'src').status, 0);
  assert.equal(tree.veil(['scan', 'src/a.txt']).status, 0);
});

test('a scan of a tree elsewhere uses the registry of that tree, and the hint names it', () => {
  const { tree, id } = treeWithFinding();
  const elsewhere = { cwd: tempFolder(), env: process.env };
  const { stdout } = runVeil(['scan', tree.root], elsewhere);
  const hint = `veil exceptions add ${id} --reason "…" --expires 30d --system-registry ${shellCommand([tree.registry])}`;
  assert.ok(stdout.includes(hint), stdout);
  assert.equal(run('sh', ['-c', hint.replace('veil', `"${process.execPath}" "${veilPath}"`)], elsewhere).status, 0);
  const { status, stderr } = runVeil(['scan', tree.root], elsewhere);
  assert.equal(status, 0, stderr);
});

// --- What is said.

test('the hint is the exact line that excepts the finding', () => {
  const { tree, id } = treeWithFinding();
  const { stdout } = tree.veil(['scan', '.']);
  const hint =
    stdout
      .split('\n')
      .find((line) => line.includes('veil exceptions add'))
      ?.trim() ?? '';
  assert.equal(hint, `veil exceptions add ${id} --reason "…" --expires 30d`);
  const added = run('sh', ['-c', hint.replace('veil', `"${process.execPath}" "${veilPath}"`)], { cwd: tree.root });
  assert.equal(added.status, 0, added.stderr);
  const scan = tree.veil(['scan', '.']);
  assert.equal(scan.status, 0);
  assert.equal(scan.stdout, '');
  assert.match(scan.stderr, /1 excepted/);
});

test('an expired exception: the finding counts and says so, in text, json and jsonl', () => {
  const { tree, id } = treeWithFinding();
  tree.write('.veil/exception_registry.toml', registryText([{ id, expiresAt: YESTERDAY }]));
  const text = tree.veil(['scan', '.', '--strict-exceptions']);
  assert.equal(text.status, 3);
  assert.match(text.stdout, /exception expired 2020-01-01T23:59:59Z/);
  assert.match(text.stderr, new RegExp(`1 exception has expired:\n {2}${id}`));
  const expected = { status: 'expired', id, expiresAt: '2020-01-01T23:59:59Z' };
  const { findings } = JSON.parse(tree.veil(['scan', '.', '--format', 'json']).stdout);
  assert.deepEqual(findings[0].exception, expected);
  assert.deepEqual(JSON.parse(tree.veil(['scan', '.', '--format', 'jsonl']).stdout).exception, expected);
});

test('an active exception is in json and jsonl, and in text with --verbose', () => {
  const { tree, id } = treeWithFinding();
  tree.write('.veil/exception_registry.toml', registryText([{ id, expiresAt: '2099-01-31' }]));
  const expected = { status: 'active', id, expiresAt: '2099-01-31T23:59:59Z' };
  assert.deepEqual(JSON.parse(tree.veil(['scan', '.', '--format', 'json']).stdout).findings[0].exception, expected);
  assert.match(tree.veil(['scan', '.', '-v']).stdout, /excepted until 2099-01-31/);
});

test('exceptions that matched nothing are listed when the whole root was scanned, and can be cleaned up', () => {
  const { tree, id } = treeWithFinding();
  const unused = idOf(7);
  tree.write('.veil/exception_registry.toml', registryText([{ id }, { id: unused }]));
  const note = new RegExp(`1 exception matched nothing in this scan:\n {2}${unused}`);
  assert.match(tree.veil(['scan', '.']).stderr, note);
  assert.doesNotMatch(tree.veil(['scan', 'src']).stderr, /matched nothing/);
  assert.doesNotMatch(tree.veil(['scan', '.', '--quiet']).stderr, /matched nothing/);
  const listed = JSON.parse(tree.veil(['exceptions', 'list', '--status', 'unused', '--format', 'json']).stdout);
  assert.deepEqual(
    listed.exceptions.map((entry: { id: string }) => entry.id),
    [unused],
  );
  const { status, stdout } = tree.veil(['exceptions', 'cleanup', '--unused'], 'src');
  assert.deepEqual([status, stdout], [0, `removed: ${unused}\n`]);
  assert.ok(readFileSync(tree.registry, 'utf8').includes(id));
});

// --- Ids.

test('the id stays: a line above, another folder name, a sub-folder, a single file, a scan from above', () => {
  const { tree, id } = treeWithFinding();
  tree.write('src/a.txt', `a new line\n\n  and more\none\nkey  =    ${token()} # moved\n`);
  assert.deepEqual(tree.ids(), [id]);
  assert.deepEqual(tree.ids(['src']), [id]);
  assert.deepEqual(tree.ids(['src/a.txt']), [id]);
  assert.deepEqual(tree.ids(['.'], 'src'), [id]);
  assert.deepEqual(tree.ids(['a.txt'], 'src'), [id]);
  assert.deepEqual(tree.ids(['../..'], 'src').concat(), [id]);
  assert.deepEqual(tree.ids([tree.root], 'src'), [id]);
  const moved = new Tree(tempFolder(), 'unlike');
  rmSync(moved.root, { recursive: true });
  renameSync(tree.root, moved.root);
  assert.deepEqual(moved.ids(), [id]);
});

test('the id changes with the secret, the file and its occurrence', () => {
  const { tree, id } = treeWithFinding();
  tree.write('src/a.txt', `key = ${token()}\nagain = ${token()}\n`);
  const twice = tree.ids();
  assert.equal(new Set(twice).size, 2);
  assert.equal(twice[0], id);
  tree.write('src/a.txt', `key = ${token(1)}\n`);
  assert.notDeepEqual(tree.ids(), [id]);
  tree.write('src/a.txt', '');
  tree.write('src/b.txt', `key = ${token()}\n`);
  assert.notDeepEqual(tree.ids(), [id]);
});

test('files of two clones below one folder have the ids that each clone gives them', () => {
  const parent = tempFolder();
  const [one, two] = [new Tree(parent, 'one'), new Tree(parent, 'two')];
  one.write('src/a.txt', `x\nkey = ${token()}\nkey = ${token()}\n`);
  cpSync(join(one.root, 'src'), join(two.root, 'src'), { recursive: true });
  two.write('src/a.txt', `key = ${token()}\n\nkey = ${token()}\n`);
  const { stdout } = runVeil(['scan', parent, '--format', 'jsonl'], { cwd: '/', env: process.env });
  const ids = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: string }).id);
  assert.deepEqual(ids, [...one.ids(), ...two.ids()]);
});

test('ids are the same in every format', () => {
  const { tree, id } = treeWithFinding();
  for (const format of ['text', 'json', 'jsonl'])
    assert.ok(tree.veil(['scan', '.', '--format', format]).stdout.includes(id), format);
});

// --- Side by side. The full size is `npm run soak:registry`.

test('scans side by side, each with its registry: none finds a lock busy', async () => {
  const { soakPerJobScans } = await import('../helpers/registry-soak.ts');
  assert.deepEqual(await soakPerJobScans(4), { scans: 8, busy: 0, wrongStatus: 0 });
});

test('scans beside a process that adds in a loop: each outcome is a documented one, no add is lost', async () => {
  const { soakScansBesideAdds } = await import('../helpers/registry-soak.ts');
  const { scans, undocumented, acknowledged, present } = await soakScansBesideAdds(6);
  assert.deepEqual([undocumented, present], [[], acknowledged]);
  assert.ok(scans >= 6 && acknowledged > 0);
});
