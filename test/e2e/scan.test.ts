/** `veil scan` as people and CI use it: exit status, streams, masks, formats, selection. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { madeUpToken, makeTree, veil } from '../helpers/cli.ts';

const token = madeUpToken();
const NEXT_PAGE = 'line\n'.repeat(11);

interface JsonReport {
  readonly findings: {
    readonly [key: string]: unknown;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly id: string;
  }[];
  readonly summary: {
    readonly filesScanned: number;
    readonly skipped: Record<string, number>;
    readonly failed: { path: string; code: string; errno: number }[];
  };
}

function tree(context: TestContext): string {
  return makeTree(context, { 'app.env': `${NEXT_PAGE}see: ${token}\n`, 'clean.txt': 'nothing\n' });
}

async function json(args: readonly string[], cwd: string): Promise<JsonReport> {
  const { stdout, stderr } = await veil(['scan', '--format', 'json', ...args], { cwd });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as JsonReport;
}

test('a finding: exit 1, place, rule and masked match on stdout, summary on stderr', async (t) => {
  const { status, stdout, stderr } = await veil(['scan'], { cwd: tree(t) });
  assert.equal(status, 1);
  assert.match(
    stdout,
    /^app\.env\n {2}12:6 critical GitHub classic personal access token \(github-pat\)\n {4}ghp_\*{8}\n/,
  );
  assert.match(stdout, /^ {4}veil exceptions add fx_[a-z2-7]{26} --reason "…" --expires 30d$/m);
  assert.match(stderr, /^1 finding in 1 file\n2 files \(\d+ B\) scanned in /);
  assert.ok(!(stdout + stderr).includes(token.slice(8)));
});

test('nothing found: exit 0 and an empty report', async (t) => {
  const { status, stdout, stderr } = await veil(['scan', 'clean.txt'], { cwd: tree(t) });
  assert.deepEqual([status, stdout], [0, '']);
  assert.match(stderr, /^no findings\n1 file/);
});

test('dir is scan; the current folder is the default; files and folders may be mixed', async (t) => {
  const cwd = tree(t);
  const all = await veil(['scan'], { cwd });
  for (const args of [['dir'], ['dir', '.'], ['scan', '.'], ['scan', 'app.env', 'clean.txt']]) {
    assert.equal((await veil(args, { cwd })).stdout, all.stdout, args.join(' '));
  }
});

test('--exit-code, --fail-on-severity, --fail-on-findings', async (t) => {
  const cwd = tree(t);
  for (const [args, status] of [
    [['--exit-code', '9'], 9],
    [['--exit-code=0'], 0],
    [['--fail-on-severity', 'critical'], 1],
    [['--fail-on-findings', '2'], 0],
    [['--disable-rule', 'github-pat'], 0],
  ] as const) {
    assert.equal((await veil(['scan', ...args], { cwd })).status, status, args.join(' '));
  }
});

test('masks: what a report shows of the secret', async (t) => {
  const cwd = tree(t);
  for (const [args, shown] of [
    [[], 'ghp_********'],
    [['--redact'], '********'],
    [['--redact=50'], `${token.slice(0, 20)}********`],
    [['--mask-mode', 'redact'], '********'],
    [['--unsafe'], token],
    [['--mask-mode=plain'], token],
  ] as const) {
    const { findings } = await json(args, cwd);
    assert.equal(findings[0]?.secret, shown, args.join(' '));
  }
});

test('--redact before a path masks whole and scans that path', async (t) => {
  const { status, stdout } = await veil(['scan', '--redact', 'app.env'], { cwd: tree(t) });
  assert.equal(status, 1);
  assert.match(stdout, /^ {4}\*{8}$/m);
});

test('every format, to stdout and to a file: the same bytes', async (t) => {
  const cwd = tree(t);
  mkdirSync(join(cwd, 'out'));
  for (const format of ['text', 'json', 'jsonl', 'sarif', 'csv', 'junit', 'html', 'markdown']) {
    const toStdout = await veil(['scan', 'app.env', '-f', format], { cwd });
    const toFile = await veil(['dir', 'app.env', '--report-format', format, '--report-path', `out/../${format}`], {
      cwd,
    });
    assert.deepEqual([toStdout.status, toFile.status, toFile.stdout], [1, 1, ''], format);
    assert.equal(readFileSync(join(cwd, format), 'utf8'), toStdout.stdout, format);
    assert.ok(/app(\.|&#46;)env/.test(toStdout.stdout) && !toStdout.stdout.includes(token), format);
  }
  assert.deepEqual(
    readdirSync(cwd).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('json: the same bytes for any number of threads, and from run to run', async (t) => {
  const files = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`d${index % 7}/f${index}.txt`, `${NEXT_PAGE}${madeUpToken(index)}\n`]),
  );
  const cwd = makeTree(t, files);
  const reports = await Promise.all(
    ['1', '2', '8', '2'].map((threads) => veil(['scan', '-j', threads, '--format', 'json'], { cwd })),
  );
  const { findings } = JSON.parse(reports[0]?.stdout ?? '') as JsonReport;
  assert.equal(findings.length, 200);
  for (const { stdout, status } of reports) assert.deepEqual([status, stdout], [1, reports[0]?.stdout]);
});

test('ids do not depend on where veil is started; paths for people do', async (t) => {
  const cwd = makeTree(t, { 'sub/deep/app.env': `TOKEN=${token}\n`, '.veil/keep': '' });
  const [fromRoot, fromSub] = [await json([], cwd), await json([], join(cwd, 'sub'))];
  assert.equal(fromRoot.findings[0]?.id, fromSub.findings[0]?.id);
  assert.equal(fromSub.findings[0]?.file, 'sub/deep/app.env');
  assert.match((await veil(['scan'], { cwd: join(cwd, 'sub') })).stdout, /^deep\/app\.env\n/);
});

test('a file of a repository below what is scanned: its path through both, its id by its own repository', async (t) => {
  const root = makeTree(t, { 'libs/inner/src/app.env': `see: ${token}\n` });
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, 'libs/inner/.git'));
  const reported = async (folder: string) => {
    const { stdout } = await veil(['scan', folder, '--format', 'json'], { cwd: root });
    return (JSON.parse(stdout) as JsonReport).findings.map(({ file, id }) => ({ file, id }));
  };
  const [inner] = await reported('libs/inner');
  assert.equal(inner?.file, 'src/app.env');
  assert.deepEqual(await reported('.'), [{ file: 'libs/inner/src/app.env', id: inner.id }]);
});

test('the hint, run as it is printed, accepts the finding', async (t) => {
  const cwd = makeTree(t, { 'app.env': `TOKEN=${token}\n`, '.veil/keep': '' });
  const hint = /veil (exceptions add fx_\w+) --reason "…" --expires 30d/.exec((await veil(['scan'], { cwd })).stdout);
  const words = (hint?.[1] ?? '').split(' ');
  const added = await veil([...words, '--reason', '…', '--expires', '30d'], { cwd });
  assert.equal(added.status, 0, added.stderr);
  const { status, stdout, stderr } = await veil(['scan'], { cwd });
  assert.deepEqual([status, stdout], [0, '']);
  assert.match(stderr, /no findings, 1 excepted/);
  const { findings } = await json([], cwd);
  assert.equal((findings[0]?.exception as { status: string } | undefined)?.status, 'active');
  assert.equal((await veil(['scan', '--no-exceptions'], { cwd })).status, 1);
});

test('selection: ignored files, globs, size, and what the summary says of it', async (t) => {
  const line = `TOKEN=${token}\n`;
  const cwd = makeTree(t, {
    '.gitignore': 'ignored/\n',
    'ignored/a.env': line,
    'src/b.env': line,
    'src/c.log': line,
    '.hidden': line,
    'big.env': line + 'x'.repeat(5000),
    'b.bin': `\0${line}`,
  });
  spawnSync('git', ['init', '-q', cwd]);
  const found = async (...args: string[]): Promise<string[]> =>
    (await json(args, cwd)).findings.map(({ file }) => file);
  assert.deepEqual(await found(), ['.hidden', 'big.env', 'src/b.env', 'src/c.log']);
  assert.deepEqual(await found('--no-gitignore'), ['.hidden', 'big.env', 'ignored/a.env', 'src/b.env', 'src/c.log']);
  assert.deepEqual(await found('--include', '*.env', '--max-file-size', '1k'), ['src/b.env']);
  assert.deepEqual(await found('--exclude', 'src', '--exclude=*.env'), ['.hidden']);
  const { stderr } = await veil(['scan', '-v'], { cwd });
  assert.match(stderr, /^skipped: b\.bin \(binary\)$/m);
  assert.match(stderr, /skipped: .*\b1 binary\b/);
  assert.match(stderr, /gitignored/);
});

test('veil.toml holds, a flag comes after it, and what it switches off is said', async (t) => {
  const cwd = tree(t);
  writeFileSync(join(cwd, 'veil.toml'), '[rules]\ndisable = ["github-pat"]\n');
  const { status, stderr } = await veil(['scan'], { cwd });
  assert.equal(status, 0);
  assert.match(stderr, /^note: .*veil\.toml: rules\.disable = github-pat$/m);
  writeFileSync(join(cwd, 'org.toml'), '[gates]\nseverity = "low"\n');
  assert.equal((await veil(['scan'], { cwd, env: { VEIL_ORG_CONFIG: 'org.toml' } })).status, 1);
});

test('--limit shows fewer and counts all; -q leaves stderr empty; no colour outside a terminal', async (t) => {
  const cwd = makeTree(t, { 'a.txt': `${madeUpToken(1)}\n${madeUpToken(2)}\n` });
  const limited = await veil(['scan', '--limit', '1'], { cwd });
  assert.equal(limited.status, 1);
  assert.match(limited.stdout, /^1 more finding not shown \(--limit 1\)$/m);
  assert.match(limited.stderr, /^2 findings/);
  assert.equal((await veil(['scan', '-q'], { cwd })).stderr, '');
  assert.ok(!(limited.stdout + limited.stderr).includes('\u001b'));
});

test('--progress always reports on stderr, not on stdout', async (t) => {
  const cwd = makeTree(t, { 'big.txt': Buffer.alloc(1024 * 1024, 'words without anything\n') });
  const { status, stdout } = await veil(['scan', '--progress', 'always'], { cwd });
  assert.deepEqual([status, stdout], [0, '']);
});

test('a path with spaces and quotes', async (t) => {
  const cwd = makeTree(t, { "it's a dir/my file.env": `TOKEN=${token}\n` });
  const { status, stdout } = await veil(['scan', "it's a dir"], { cwd });
  assert.equal(status, 1);
  assert.match(stdout, /^it's a dir\/my file\.env\n/);
});

test('stdin: findings, name, exit status', async (t) => {
  const cwd = makeTree(t);
  const found = await veil(['stdin', '--stdin-filename', 'build.log', '-f', 'jsonl'], {
    cwd,
    input: `a\nTOKEN=${token}\n`,
  });
  const { file, line, column, offset } = JSON.parse(found.stdout) as Record<string, unknown>;
  assert.deepEqual([found.status, file, line, column, offset], [1, 'build.log', 2, 7, 8]);
  assert.deepEqual((({ status, stdout }) => [status, stdout])(await veil(['stdin'], { cwd, input: '' })), [0, '']);
});

test('veil finds nothing in its own repository', async () => {
  // The second is a folder that its veil.toml leaves out.
  for (const path of ['.', 'test/golden']) {
    const { status, stdout, stderr } = await veil(['scan', path], { cwd: packageRoot() });
    assert.equal(status, 0, stdout + stderr);
  }
});

test('a short option may have its value attached', async (t) => {
  const folder = makeTree(t, { 'a.env': `TOKEN=${madeUpToken()}\n` });
  const { status, stdout } = await veil(['scan', '-fjsonl', '-j1', '-q', '.'], { cwd: folder });
  assert.deepEqual([status, (JSON.parse(stdout) as { line: number }).line], [1, 1]);
});
