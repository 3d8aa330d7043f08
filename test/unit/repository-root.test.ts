import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findRepositoryRoot, RepositoryRoots } from '../../src/model/repository-root.ts';

const top = mkdtempSync(join(tmpdir(), 'veil-root-'));
after(() => rmSync(top, { recursive: true, force: true }));

for (const folder of ['clone/.git', 'clone/src/deep', 'clone/sub/.veil', 'clone/sub/x', 'plain/x']) {
  mkdirSync(join(top, folder), { recursive: true });
}
mkdirSync(join(top, 'clone/worktree'));
writeFileSync(join(top, 'clone/worktree/.git'), 'gitdir: elsewhere\n');

function split(file: string, scanned: string): [string, string] {
  const { root, relativePath } = new RepositoryRoots().split(
    Buffer.from(join(top, file)),
    Buffer.from(join(top, scanned)),
  );
  return [root.toString().slice(top.length + 1), relativePath.toString()];
}

test('a path is relative to the nearest root above the file', () => {
  const cases: [file: string, scanned: string, root: string, relative: string][] = [
    ['clone/a.txt', 'clone', 'clone', 'a.txt'],
    ['clone/src/deep/a.txt', 'clone', 'clone', 'src/deep/a.txt'],
    ['clone/src/deep/a.txt', 'clone/src/deep', 'clone', 'src/deep/a.txt'],
    ['clone/src/deep/a.txt', '.', 'clone', 'src/deep/a.txt'],
    ['clone/src/deep/a.txt', 'clone/src/deep/a.txt', 'clone', 'src/deep/a.txt'],
    ['clone/sub/x/a.txt', 'clone', 'clone/sub', 'x/a.txt'],
    ['clone/worktree/a.txt', 'clone', 'clone/worktree', 'a.txt'],
    ['plain/x/a.txt', 'plain', 'plain', 'x/a.txt'],
    ['plain/x/a.txt', 'plain/x/a.txt', 'plain/x/a.txt', 'a.txt'],
  ];
  for (const [file, scanned, root, relative] of cases) {
    assert.deepEqual(split(file, scanned), [root, relative], `${file} scanned from ${scanned}`);
  }
});

test('bytes that are not UTF-8 stay as they are', () => {
  const file = Buffer.concat([Buffer.from(join(top, 'clone/src/')), Buffer.from([0xff, 0xfe])]);
  const { relativePath } = new RepositoryRoots().split(file, Buffer.from(top));
  assert.deepEqual([...relativePath], [...Buffer.from('src/'), 0xff, 0xfe]);
});

test('findRepositoryRoot goes upward from a folder', () => {
  assert.equal(findRepositoryRoot(join(top, 'clone/src/deep')), join(top, 'clone'));
  assert.equal(findRepositoryRoot(join(top, 'clone')), join(top, 'clone'));
  assert.equal(findRepositoryRoot(join(top, 'plain/x')), undefined);
});
