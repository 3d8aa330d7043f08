/** One blob under several paths: rules that ask for the path are asked for each, and everything is reported once. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { githubToken, reportOf, TestRepository } from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

/** A rule that asks for the path, so that no built-in rule decides what is found here. */
const RULE = `
provider = "Test"
[[rule]]
id = "only-in-keyfiles"
description = "A made-up key"
severity = "high"
pattern = 'zzkey_[a-z0-9]{12}'
paths = ["*.keyfile"]
examples = ["zzkey_{lower-alnum:12}", "a = zzkey_{lower-alnum:12}"]
counter_examples = ["zzkey_", "zzkey"]
`;
const SECRET = ['zzkey_x7vt', '9zlm2kp4'].join('');
const CONTENT = `first line\n${SECRET}\n`;

function newRepository(t: TestContext): TestRepository {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'rules.toml'), RULE);
  return new TestRepository(join(folder, 'repository'));
}

function found(repository: TestRepository, ...args: readonly string[]): string[] {
  const { findings, run } = reportOf(repository.path, ['git', '--rules', '../rules.toml', ...args]);
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  return findings.map(({ file, secret, subject }) => `${file} ${secret} ${subject ?? ''}`.trim()).sort();
}

test('a path that came second, or with a rename alone, is judged for itself', (t) => {
  const repository = newRepository(t);
  repository.commit('notes', { 'docs/notes.md': CONTENT });
  assert.deepEqual(found(repository), [], 'the control: under the first path it is nothing');
  repository.commit('copied', { 'home/my.keyfile': CONTENT });
  repository.commit('copied again', { 'other/my.keyfile': CONTENT });
  assert.deepEqual(found(repository), [`home/my.keyfile ${SECRET} copied`]);
  repository.git('repack', '-adfq', '--depth=50', '--window=250');
  assert.deepEqual(found(repository), [`home/my.keyfile ${SECRET} copied`]);
});

test('a secret that every path shows is reported at the first', (t) => {
  const repository = newRepository(t);
  const content = `token = "${githubToken(1)}"\n${CONTENT}`;
  repository.commit('first', { 'docs/notes.md': content });
  repository.commit('second', { 'my.keyfile': content, 'a.txt': content });
  assert.deepEqual(found(repository), [`docs/notes.md ${githubToken(1)} first`, `my.keyfile ${SECRET} second`]);
});

test('staged, in a binary-looking file and in UTF-16', (t) => {
  const repository = newRepository(t);
  const wide = Buffer.from(`\ufeff${CONTENT}`, 'utf16le');
  repository.write('a.txt', CONTENT);
  repository.write('b/my.keyfile', CONTENT);
  repository.write('wide.txt', wide);
  repository.write('wide/my.keyfile', wide);
  repository.git('add', '-A');
  assert.deepEqual(found(repository, '--staged'), [`b/my.keyfile ${SECRET}`, `wide/my.keyfile ${SECRET}`]);
});

test('the cache knows an object by all of its paths', (t) => {
  const repository = newRepository(t);
  const cache = ['--cache', join(repository.path, '../cache')];
  repository.commit('notes', { 'docs/notes.md': CONTENT });
  assert.deepEqual(found(repository, ...cache), []);
  repository.commit('copied', { 'home/my.keyfile': CONTENT });
  assert.deepEqual(found(repository, ...cache), [`home/my.keyfile ${SECRET} copied`]);
  assert.deepEqual(found(repository, ...cache), [`home/my.keyfile ${SECRET} copied`]);
});

test('what no ref reaches has no path, and none beside a real one', (t) => {
  const repository = newRepository(t);
  repository.commit('one', { 'a.txt': 'a\n' });
  repository.commit('two', { 'docs/notes.md': CONTENT });
  repository.commit('three', { 'my.keyfile': CONTENT });
  repository.git('reset', '-q', '--hard', 'HEAD~2');
  repository.git('reflog', 'expire', '--expire=now', '--all');
  assert.equal(found(repository, '--refs-unreachable').length, 1);
});
