/** What is too large to hold, in git's store and in that of git LFS. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { githubToken, type JsonReport, reportOf, runVeil, TestRepository } from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

const LARGE_BYTES = 70 * 2 ** 20;
const LINE = 'the quick brown fox jumps over the lazy dog, again and again, until it is full\n';

function newRepository(t: TestContext, ...initArgs: readonly string[]): TestRepository {
  return new TestRepository(join(temporaryFolder(t), 'repository'), initArgs);
}

/** Text with secrets at its beginning, over the border of a window, and at its end. */
function largeText(): { readonly text: Buffer; readonly lines: readonly number[] } {
  const text = Buffer.alloc(LARGE_BYTES, LINE);
  const places = [0, 2 ** 20 - 20, 40 * 2 ** 20, LARGE_BYTES - 100];
  for (const [n, at] of places.entries()) text.write(`\nt = "${githubToken(n)}"\n`, at);
  return { text, lines: places.map((at) => text.subarray(0, at + 1).filter((byte) => byte === 0x0a).length + 1) };
}

function places({ findings }: JsonReport): string[] {
  return findings.map(({ file, line, secret }) => `${file}:${line} ${secret}`);
}

test('a blob that is too large to hold: every secret at its line, whatever stores it', (t) => {
  const { text, lines } = largeText();
  const expected = lines.map((line, n) => `large.txt:${line} ${githubToken(n)}`);
  for (const format of ['sha1', 'sha256']) {
    const repository = newRepository(t, `--object-format=${format}`);
    repository.commit('large', { 'large.txt': text, 'small.txt': 'small\n' });
    assert.deepEqual(places(reportOf(repository.path, ['git'])), expected, 'loose');
    repository.git('repack', '-adq');
    assert.deepEqual(places(reportOf(repository.path, ['git'])), expected, 'packed');
    assert.deepEqual(places(reportOf(repository.path, ['git', '--commit', 'HEAD', '-j', '1'])), expected, 'alone');
    assert.deepEqual(reportOf(repository.path, ['git']).summary.filesScanned, 3);
    repository.commit('clean', { 'large.txt': Buffer.alloc(LARGE_BYTES, LINE) });
    const cache = ['--cache', join(repository.path, '../cache')];
    reportOf(repository.path, ['git', '--commit', 'HEAD', ...cache]);
    const again = reportOf(repository.path, ['git', '--commit', 'HEAD', ...cache]);
    assert.deepEqual(again.summary.skipped, { 'known-clean': 2 }, 'a large one is known, too');
  }
});

test('a large blob that looks binary, one in UTF-16, and one that is too large by option', (t) => {
  const repository = newRepository(t);
  const { text, lines } = largeText();
  const binary = Buffer.concat([Buffer.from('\0\0\0\n'), text]);
  const wide = Buffer.from(`\ufeff${text.toString('latin1', 0, LARGE_BYTES / 2)}`, 'utf16le');
  repository.commit('large', { 'binary.dat': binary, 'wide.txt': wide });
  const found = places(reportOf(repository.path, ['git']));
  assert.deepEqual(
    found.slice(0, 4),
    lines.map((line, n) => `binary.dat:${line + 1} ${githubToken(n)}`),
  );
  assert.deepEqual(
    found.slice(4),
    lines.slice(0, 2).map((line, n) => `wide.txt:${line} ${githubToken(n)}`),
  );
});

test('a large blob that is damaged in its middle fails by name', (t) => {
  const repository = newRepository(t);
  const id =
    repository.commit('large', { 'large.txt': largeText().text }) && repository.git('rev-parse', 'HEAD:large.txt');
  const file = join(repository.path, '.git/objects', id.slice(0, 2), id.slice(2));
  execFileSync('sh', [
    '-c',
    'chmod 644 "$1"; printf xxxxxxxx | dd of="$1" bs=1 seek=100000 conv=notrunc 2>&1',
    'sh',
    file,
  ]);
  const { findings, summary, run } = reportOf(repository.path, ['git']);
  assert.equal(run.status, 2);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    summary.failed.map(({ path, code }) => [path, code]),
    [['large.txt', 'BAD_OBJECT']],
  );
  assert.match(run.stderr, new RegExp(id));
});

/** A repository with a pointer to each content, and the store that git LFS would have made. */
function withLfs(
  t: TestContext,
  contents: Readonly<Record<string, string | Buffer>>,
): { repository: TestRepository; objectOf: (name: string) => string } {
  const repository = newRepository(t);
  const paths = new Map<string, string>();
  const pointers = Object.entries(contents).map(([name, content]) => {
    const oid = createHash('sha256').update(content).digest('hex');
    const path = join(repository.path, '.git/lfs/objects', oid.slice(0, 2), oid.slice(2, 4), oid);
    paths.set(name, path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const size = Buffer.byteLength(content);
    return [name, `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`] as const;
  });
  repository.commit('pointers', Object.fromEntries(pointers));
  return { repository, objectOf: (name) => paths.get(name) ?? '' };
}

test('LFS: pointers are counted as not scanned; --lfs local reads the store, from a worktree, too', (t) => {
  const { text, lines } = largeText();
  const { repository, objectOf } = withLfs(t, {
    'small.txt': `\nkey = "${githubToken(7)}"\n`,
    'large.txt': text,
    'gone.txt': 'not in the store',
  });
  rmSync(objectOf('gone.txt'));
  const skipped = reportOf(repository.path, ['git']);
  assert.deepEqual([places(skipped), skipped.summary.skipped['lfs-pointer'], skipped.run.status], [[], 3, 0]);

  const expected = [...lines.map((line, n) => `large.txt:${line} ${githubToken(n)}`), `small.txt:2 ${githubToken(7)}`];
  const local = reportOf(repository.path, ['git', '--lfs', 'local']);
  assert.deepEqual([places(local), local.summary.skipped['lfs-pointer'], local.run.status], [expected, 1, 1]);
  repository.git('worktree', 'add', '-q', '../worktree');
  assert.deepEqual(places(reportOf(join(repository.path, '../worktree'), ['git', '--lfs', 'local'])), expected);
  repository.git('rm', '-q', '--cached', 'small.txt');
  repository.git('commit', '-q', '-m', 'removed');
  repository.git('add', 'small.txt');
  assert.deepEqual(places(reportOf(repository.path, ['git', '--staged', '--lfs', 'local'])), expected.slice(-1));
});

test('LFS: what is in the store and cannot be true fails; a link is not followed', (t) => {
  const { repository, objectOf } = withLfs(t, { 'a.txt': 'content\n', 'b.txt': 'other\n' });
  writeFileSync(objectOf('a.txt'), 'cut');
  rmSync(objectOf('b.txt'));
  const elsewhere = join(repository.path, '../elsewhere.txt');
  writeFileSync(elsewhere, `key = "${githubToken(1)}"\n`);
  symlinkSync(elsewhere, objectOf('b.txt'));
  const { findings, summary, run } = reportOf(repository.path, ['git', '--lfs', 'local']);
  assert.equal(run.status, 2);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    summary.failed.map(({ path, code }) => [path, code]),
    [['a.txt', 'BAD_OBJECT']],
  );
  assert.deepEqual(summary.skipped, { symlink: 1 });
});

test('LFS: what says more than a pointer does is scanned as the text that it is', (t) => {
  const { repository } = withLfs(t, { 'a.txt': 'content\n' });
  const pointer = repository.git('show', 'HEAD:a.txt');
  repository.commit('more', { 'b.txt': `${pointer}\nkey = "${githubToken(2)}"\n` });
  const { findings, summary } = reportOf(repository.path, ['git']);
  assert.deepEqual(
    findings.map(({ file }) => file),
    ['b.txt'],
  );
  assert.deepEqual(summary.skipped, { 'lfs-pointer': 1 });
  assert.equal(runVeil(repository.path, ['git', '--lfs', 'remote']).status, 2);
});
