/** A tree of everything that a file system can hold: the scan finishes, finds, and says what it could not read. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CliResult, madeUpToken, makeTree, veil, veilPath } from '../helpers/cli.ts';

const LEVELS = 300;
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
const isRoot = process.getuid?.() === 0;

/** veil as a user who may not read everything. Undefined where that cannot be tried here. */
async function veilAsNobody(args: readonly string[], cwd: string): Promise<CliResult | undefined> {
  if (!isRoot) return veil(args, { cwd });
  const canRun = spawnSync(NOBODY[0] ?? '', [...NOBODY.slice(1), process.execPath, veilPath, '--version']).status === 0;
  return canRun ? veil(args, { cwd, prefix: NOBODY }) : undefined;
}

interface JsonReport {
  readonly findings: { readonly file: string; readonly fileBase64?: string }[];
  readonly summary: {
    readonly filesScanned: number;
    readonly filesFailed: number;
    readonly skipped: Record<string, number>;
    readonly skippedOther: Record<string, number>;
    readonly failed: { path: string; code: string; errno: number; syscall: string }[];
  };
}

test('pipes, sockets, loops, dangling links, 300 levels, names that are not UTF-8, unreadable files', async (t) => {
  const cwd = makeTree(t, { 'plain.txt': `see: ${madeUpToken(1)}\n`, 'locked.txt': 'x', 'closed/inner.txt': 'x' });
  chmodSync(cwd, 0o755);
  chmodSync(join(cwd, 'locked.txt'), 0);
  chmodSync(join(cwd, 'closed'), 0);
  symlinkSync('nowhere', join(cwd, 'dangling'));
  symlinkSync('.', join(cwd, 'loop'));
  symlinkSync('plain.txt', join(cwd, 'link'));
  assert.equal(spawnSync('mkfifo', [join(cwd, 'pipe')]).status, 0);
  const server = createServer().listen(join(cwd, 'socket'));
  await once(server, 'listening');
  server.unref();
  t.after(() => server.close());
  const deep = join(cwd, ...Array.from({ length: LEVELS }, () => 'd'));
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'deep.txt'), `see: ${madeUpToken(2)}\n`);
  const oddName = Buffer.concat([Buffer.from(`${cwd}/n`), Buffer.from([0xe4, 0x0a, 0x1b]), Buffer.from('.txt')]);
  writeFileSync(oddName, `see: ${madeUpToken(3)}\n`);

  const result = await veilAsNobody(['scan', '--format', 'json'], cwd);
  if (result === undefined) return t.skip('the package lies where another user may not read it');
  assert.equal(result.status, 2, result.stderr);
  assert.match(result.stderr, /locked\.txt.*EACCES, errno 13/);
  assert.match(result.stderr, /the scan is incomplete/);
  assert.ok(!result.stderr.includes('\u001b'));
  const { findings, summary } = JSON.parse(result.stdout) as JsonReport;
  assert.deepEqual(
    findings.map(({ file }) => file.split('/').at(-1)),
    ['deep.txt', 'n\ufffd\n\u001b.txt', 'plain.txt'],
  );
  assert.equal(Buffer.from(findings[1]?.fileBase64 ?? '', 'base64').toString('latin1'), 'n\xe4\n\u001b.txt');
  const failed = summary.failed.map(({ path, code, errno }) => [path, code, errno]);
  assert.deepEqual(failed.sort(), [
    ['closed', 'EACCES', 13],
    ['locked.txt', 'EACCES', 13],
  ]);
  assert.deepEqual([summary.filesScanned, summary.filesFailed], [3, 1]);
  assert.deepEqual(summary.skippedOther, { symlink: 3, fifo: 1, socket: 1 });

  const text = await veilAsNobody(['scan'], cwd);
  assert.ok(text?.stdout.includes('n\ufffd\\n\\u{1b}.txt'), 'shown escaped');
});

test('--follow-symlinks: a loop ends, a file behind two names is found', async (t) => {
  const cwd = makeTree(t, { 'real/a.txt': `see: ${madeUpToken(1)}\n` });
  symlinkSync('..', join(cwd, 'real/up'));
  symlinkSync('real', join(cwd, 'other'));
  const { status, stdout } = await veil(['scan', '--follow-symlinks', '--format', 'jsonl'], { cwd });
  assert.equal(status, 1);
  assert.match(stdout, /"file":"(real|other)\/a\.txt"/);
});

test('a file that is named itself may be a link, a pipe or nothing: never a hang', async (t) => {
  const cwd = makeTree(t, { 'a.txt': `see: ${madeUpToken(1)}\n` });
  assert.equal(spawnSync('mkfifo', [join(cwd, 'pipe')]).status, 0);
  symlinkSync('nowhere', join(cwd, 'dangling'));
  const pipe = await veil(['scan', 'pipe'], { cwd });
  assert.notEqual(pipe.status, null, 'it hung');
  const dangling = await veil(['scan', 'dangling'], { cwd });
  assert.notEqual(dangling.status, null, 'it hung');
});

test('every regular file is in exactly one of scanned, skipped, failed', async (t) => {
  const cwd = makeTree(t, {
    'a.txt': 'x',
    'b/c.txt': '',
    'b/d.bin': 'x\0y',
    'e.log': 'x',
    '.hidden/f': 'x',
    'g.dat': Buffer.alloc(3000, 'x'),
    '.git/config': '',
  });
  const { stdout } = await veil(
    ['scan', '-f', 'json', '--no-gitignore', '--exclude', '*.log', '--max-file-size', '2k'],
    { cwd },
  );
  const { summary } = JSON.parse(stdout) as JsonReport;
  const skipped = Object.values(summary.skipped).reduce((sum, count) => sum + count, 0);
  const regular = Number(spawnSync('sh', ['-c', 'find . -type f -not -path "./.git/*" | wc -l'], { cwd }).stdout);
  assert.equal(summary.filesScanned + summary.filesFailed + skipped, regular);
});
