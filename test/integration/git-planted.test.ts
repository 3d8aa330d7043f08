/** A history with secrets in every corner: each is found once, at the commit and path that brought it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { githubToken, gitTestEnvironment, reportOf, TestRepository } from '../helpers/git-repository.ts';

/** What a secret is expected to be reported with. */
interface Expected {
  readonly secret: string;
  readonly file: string;
  readonly subject: string | undefined;
}

const line = (n: number): string => `token = "${githubToken(n)}"\n`;

/** Text without two equal lines, so that deltas are made of long copies. */
function filler(count: number, from = 0): string {
  return Array.from({ length: count }, (_, i) => `line ${from + i} of a file that grows\n`).join('');
}

/** Makes the history; answers what is planted. */
function plant(repository: TestRepository): Expected[] {
  const expected: Expected[] = [];
  const expect = (n: number, file: string, subject: string | undefined): void => {
    expected.push({ secret: githubToken(n), file, subject });
  };
  repository.commit('root', {
    'config/root.txt': `first\n${line(1)}`,
    'doomed.txt': line(2),
    'shared.txt': filler(40),
  });
  expect(1, 'config/root.txt', 'root');
  expect(2, 'doomed.txt', 'root');
  repository.git('rm', '-q', 'doomed.txt');
  repository.commit('the file is deleted');

  repository.commit('a file that will move', { 'old/name.txt': `${filler(60)}${line(3)}` });
  expect(3, 'old/name.txt', 'a file that will move');
  repository.git('mv', 'old/name.txt', 'new-name.txt');
  repository.commit('moved, with a change', { 'new-name.txt': `${filler(60)}${line(3)}one more line\n` });

  repository.commit('an image', {
    'logo.png': Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
      Buffer.from(`\0\0${githubToken(4)}\0`),
    ]),
    '.gitattributes': '*.png binary\nhidden.txt -diff\n',
    'hidden.txt': line(5),
  });
  expect(4, 'logo.png', 'an image');
  expect(5, 'hidden.txt', 'an image');

  // Half of the token stands in the first version, so that a delta inserts the other half only.
  const token = githubToken(6);
  repository.commit('half', { 'seam.txt': `${filler(300)}${token.slice(0, 20)}\n${filler(300, 300)}` });
  repository.commit('whole', { 'seam.txt': `${filler(300)}${token}\n${filler(300, 300)}` });
  repository.commit('half again', { 'seam.txt': `${filler(300)}${token.slice(20)}\n${filler(300, 300)}` });
  expect(6, 'seam.txt', 'whole');

  repository.git('checkout', '-q', '-b', 'side');
  repository.commit('on the side', { 'side.txt': 'harmless\n', 'both.txt': 'side\n' });
  repository.git('checkout', '-q', 'main');
  repository.commit('on main', { 'both.txt': 'main\n' });
  merge(repository, ['side'], 'a merge', { 'both.txt': line(7), 'only-in-merge.txt': line(8) });
  expect(7, 'both.txt', 'a merge');
  expect(8, 'only-in-merge.txt', 'a merge');

  for (const n of [1, 2, 3]) {
    repository.git('checkout', '-q', '-b', `arm${n}`, 'main');
    repository.commit(`arm ${n}`, { [`arm${n}.txt`]: n === 2 ? line(9) : 'nothing\n' });
  }
  repository.git('checkout', '-q', 'main');
  merge(repository, ['arm1', 'arm2', 'arm3'], 'an octopus', { 'octopus.txt': line(10) });
  expect(9, 'arm2.txt', 'arm 2');
  expect(10, 'octopus.txt', 'an octopus');

  repository.git('checkout', '-q', '-b', 'unmerged');
  repository.commit('never merged', { 'deep/er/unmerged.txt': line(11) });
  expect(11, 'deep/er/unmerged.txt', 'never merged');
  repository.git('checkout', '-q', 'main');

  repository.git('tag', '-a', '-m', `release\n\n${line(12)}`, 'v1', 'HEAD');
  expect(12, '(tag v1)', 'an octopus');
  repository.commit(`a message\n\n${line(13)}`);
  expect(13, '(commit message)', 'a message');
  repository.git('notes', 'add', '-m', line(14), 'HEAD');
  repository.write('../blob.txt', line(16));
  repository.git('tag', '-a', '-m', 'names a blob', 'key', repository.git('hash-object', '-w', '../blob.txt'));
  expect(16, '(object named by a ref)', undefined);
  expect(14, repository.git('rev-parse', 'HEAD'), "Notes added by 'git notes add'");
  repository.commit('names that are no text', { 'sub dir/ümläut "quoted"\n.txt': line(15) });
  expect(15, 'sub dir/ümläut "quoted"\n.txt', 'names that are no text');
  repository.git('tag', '-a', '-m', line(17), 'inner', 'HEAD');
  repository.git('tag', '-a', '-m', 'a tag of a tag', 'outer', 'inner');
  repository.git('tag', '-d', 'inner');
  expect(17, '(tag inner)', 'names that are no text');
  mergeSignedTag(repository, line(18));
  expect(18, '(commit message)', 'merge of a signed tag');
  return expected;
}

/** Such a merge has the tag's object among its headers; the tag itself need not be there. */
function mergeSignedTag(repository: TestRepository, message: string): void {
  const headers = repository.git('cat-file', 'commit', 'HEAD').split('\n\n')[0] ?? '';
  const tag = `object ${repository.git('rev-parse', 'side')}\ntype commit\ntag v2\ntagger A <a@b> 1600000000 +0000\n\n${message}`;
  const parents = ['HEAD', 'side'].map((name) => `parent ${repository.git('rev-parse', name)}`).join('\n');
  const commit = `${headers.replace(/^parent .*$/m, parents)}\nmergetag ${tag.trimEnd().replaceAll('\n', '\n ')}\n\nmerge of a signed tag\n`;
  repository.write('../commit', commit);
  repository.git('update-ref', 'refs/heads/main', repository.git('hash-object', '-t', 'commit', '-w', '../commit'));
}

function merge(
  repository: TestRepository,
  branches: readonly string[],
  subject: string,
  files: Readonly<Record<string, string>>,
): void {
  try {
    repository.git('merge', '-q', '--no-commit', '--no-ff', ...branches);
  } catch {
    // A conflict is what an evil merge is made of.
  }
  repository.commit(subject, files);
}

function check(folder: string, args: readonly string[], expected: readonly Expected[]): void {
  const { findings, summary, run } = reportOf(folder, ['git', ...args]);
  const short = ({ secret, file, subject }: Expected): string => `${secret} ${file} ${subject}`;
  const found = findings.filter(({ rule }) => rule === 'github-pat');
  assert.deepEqual(
    found.map(({ secret, file, subject }) => short({ secret, file, subject })).sort(),
    expected.map(short).sort(),
  );
  assert.deepEqual(summary.failed, []);
  assert.equal(run.status, 1, run.stderr);
  for (const finding of found) {
    if (finding.commit === undefined) continue;
    assert.match(finding.commit, /^[0-9a-f]{40,64}$/);
    assert.equal(finding.author, 'An Author <author@example.com>');
    assert.match(finding.date ?? '', /^2020-09-13T\d\d:\d\d:40\+02:00$/);
  }
}

for (const format of ['sha1', 'sha256'] as const) {
  describe(`secrets planted in a ${format} history`, () => {
    let folder: string;
    let repository: TestRepository;
    let expected: Expected[];
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'veil-git-'));
      repository = new TestRepository(join(folder, 'repository'), [`--object-format=${format}`]);
      expected = plant(repository);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));
    const git = (...args: readonly string[]): void => {
      execFileSync('git', args, { cwd: folder, env: gitTestEnvironment(), stdio: 'ignore' });
    };

    test('as loose objects', () => check(repository.path, [], expected));
    test('from a sub-folder', () => check(join(repository.path, 'config'), [], expected));
    test('named by its path', () => check(folder, [repository.path], expected));
    test('in a worktree', () => {
      repository.git('worktree', 'add', '-q', join(folder, 'worktree'), 'side');
      check(join(folder, 'worktree'), [], expected);
    });
    test('in a borrowing clone', () => {
      git('clone', '-q', '--shared', '--mirror', repository.path, join(folder, 'borrower'));
      check(join(folder, 'borrower'), [], expected);
    });
    test('packed with deep deltas', () => {
      repository.git('repack', '-adfq', '--depth=50', '--window=250');
      check(repository.path, [], expected);
    });
    test('packed with a multi-pack-index, and by one thread', () => {
      repository.git('multi-pack-index', 'write');
      check(repository.path, ['-j', '1'], expected);
    });
    test('in a bare clone', () => {
      git('clone', '-q', '--mirror', repository.path, join(folder, 'bare'));
      check(join(folder, 'bare'), [], expected);
    });
    test('after gc', () => {
      repository.git('gc', '-q', '--aggressive');
      check(repository.path, [], expected);
    });
  });
}
