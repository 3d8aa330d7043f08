/** Git that fails, lies or is incomplete: veil exits 2, says why, and gives the command that mends it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  fakeGit,
  githubToken,
  gitTestEnvironment,
  reportOf,
  runVeil,
  TestRepository,
  type VeilRun,
} from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

const SECRET = githubToken(1);

/** Three commits; the second holds a secret. */
function history(t: TestContext): TestRepository {
  const repository = new TestRepository(join(temporaryFolder(t), 'repository'));
  repository.commit('one', { 'a.txt': 'a\n' });
  repository.commit('two', { 'secret.txt': `key = "${SECRET}"\n` });
  repository.commit('three', { 'secret.txt': 'gone\n' });
  return repository;
}

function clone(repository: TestRepository, name: string, ...args: readonly string[]): string {
  const path = join(repository.path, '..', name);
  repository.git('config', 'uploadpack.allowFilter', 'true');
  execFileSync('git', ['clone', '-q', ...args, pathToFileURL(repository.path).href, path], {
    env: gitTestEnvironment(),
    stdio: 'ignore',
  });
  return path;
}

function assertIncomplete(run: VeilRun, ...texts: readonly RegExp[]): void {
  assert.equal(run.status, 2, run.stderr);
  for (const text of texts) assert.match(run.stderr, text);
  assert.doesNotMatch(run.stderr, /^ {4}at /m, 'no stack trace');
  assert.ok(!run.stderr.includes(SECRET));
}

test('the control: the whole history is scanned and the secret found', (t) => {
  const { path } = history(t);
  assert.equal(runVeil(path, ['git']).status, 1);
  assert.equal(runVeil(path, ['git', '--commit', 'HEAD']).status, 0);
});

test('no repository', (t) => {
  assertIncomplete(runVeil(temporaryFolder(t), ['git']), /no git repository/, /veil git PATH/);
});

test('no folder', (t) => {
  assertIncomplete(runVeil(temporaryFolder(t), ['git', 'nowhere']), /no such folder/);
});

test('a repository without commits', (t) => {
  const repository = new TestRepository(join(temporaryFolder(t), 'empty'));
  assertIncomplete(runVeil(repository.path, ['git']), /no commit was selected/, /--allow-empty/);
  assert.equal(runVeil(repository.path, ['git', '--allow-empty']).status, 0);
});

test('revisions that do not exist', (t) => {
  const { path } = history(t);
  for (const args of [
    ['--since-commit', 'nope'],
    ['--branch', 'nope'],
    ['--pr', 'origin/nope'],
    ['--commit', 'nope'],
  ]) {
    assertIncomplete(
      runVeil(path, ['git', ...args]),
      /there is no commit "(?:origin\/)?nope"/,
      /git fetch origin nope/,
    );
  }
  assertIncomplete(runVeil(path, ['git', '--log-opts', 'nope..HEAD']), /does not know a revision/, /git fetch/);
  assertIncomplete(runVeil(path, ['git', '--branch=--output=x']), /there is no commit/);
});

test('ranges that are empty or the wrong way round', (t) => {
  const { path } = history(t);
  assertIncomplete(runVeil(path, ['git', '--since-commit', 'HEAD']), /no commit was selected/);
  assertIncomplete(runVeil(path, ['git', '--branch', 'HEAD~1', '--since-commit', 'HEAD']), /the range is empty/);
  assertIncomplete(runVeil(path, ['git', '--log-opts', 'HEAD..HEAD~2']), /the range is empty/);
  assert.equal(runVeil(path, ['git', '--since-commit', 'HEAD', '--allow-empty']).status, 0);
});

test('a word that is no date (git would take it for now)', (t) => {
  const { path } = history(t);
  assertIncomplete(runVeil(path, ['scan', '--since', 'last blue moon']), /no date/, /2 weeks ago/);
  assert.equal(runVeil(path, ['scan', '--since', '2020-01-01']).status, 1);
});

test('options of git log that would hide content', (t) => {
  const { path } = history(t);
  for (const option of ['--output=x', '-- a.txt', '--diff-filter=A', '--exec-path=/x', '-Gx']) {
    assertIncomplete(runVeil(path, ['git', `--log-opts=--all ${option}`]), /cannot be passed to git/);
  }
});

test('a shallow clone', (t) => {
  const path = clone(history(t), 'shallow', '--depth=1');
  assertIncomplete(runVeil(path, ['git']), /shallow/, /git fetch --unshallow/, /fetch-depth: 0/);
  assert.equal(runVeil(path, ['git', '--allow-shallow']).status, 0);
});

test('a shallow clone that hides the base of a pull request', (t) => {
  const repository = history(t);
  repository.git('branch', 'base', 'HEAD~2');
  const path = clone(repository, 'shallow', '--depth=1', '--no-single-branch');
  assertIncomplete(runVeil(path, ['git', '--pr', 'origin/base']), /shallow/, /git fetch --unshallow/);
  assertIncomplete(
    runVeil(path, ['git', '--pr', repository.git('rev-parse', 'HEAD~1')]),
    /there is no commit/,
    /shallow/,
  );
});

test('a partial clone without blobs, and nothing is fetched', (t) => {
  const repository = history(t);
  const path = clone(repository, 'blobless', '--filter=blob:none', '--no-checkout');
  const count = (): string => execFileSync('git', ['count-objects', '-v'], { cwd: path, encoding: 'utf8' });
  const before = count();
  assertIncomplete(runVeil(path, ['git']), /NOT_FOUND/, /git fetch --refetch/);
  assert.equal(count(), before);
});

test('a partial clone without trees, and nothing is fetched', (t) => {
  const repository = history(t);
  const path = clone(repository, 'treeless', '--filter=tree:0', '--no-checkout');
  const before = execFileSync('git', ['count-objects', '-v'], { cwd: path, encoding: 'utf8' });
  assertIncomplete(runVeil(path, ['git']), /git (?:rev-list|diff-tree) failed/, /git fetch --refetch/);
  assert.equal(execFileSync('git', ['count-objects', '-v'], { cwd: path, encoding: 'utf8' }), before);
});

test('a damaged blob is named, and the others are scanned', (t) => {
  const repository = history(t);
  const id = repository.git('rev-parse', 'HEAD:a.txt');
  const file = join(repository.path, '.git/objects', id.slice(0, 2), id.slice(2));
  chmodSync(file, 0o644);
  truncateSync(file, 4);
  const { findings, summary, run } = reportOf(repository.path, ['git']);
  assertIncomplete(run, new RegExp(id));
  assert.deepEqual(
    findings.map(({ secret }) => secret),
    [SECRET],
  );
  assert.deepEqual(
    summary.failed.map(({ path, code }) => [path, code]),
    [['a.txt', 'BAD_OBJECT']],
  );
});

test('a damaged pack', (t) => {
  const repository = history(t);
  repository.git('repack', '-adq');
  const folder = join(repository.path, '.git/objects/pack');
  const [pack = ''] = readdirSync(folder).filter((name) => name.endsWith('.pack'));
  const bytes = readFileSync(join(folder, pack));
  bytes.fill(0xff, 12, bytes.length - 20);
  chmodSync(join(folder, pack), 0o644);
  writeFileSync(join(folder, pack), bytes);
  assertIncomplete(runVeil(repository.path, ['git']), /git rev-list failed|no commit/);
});

test('an alternate that is gone', (t) => {
  const repository = history(t);
  const path = join(repository.path, '../borrower');
  execFileSync('git', ['clone', '-q', '--shared', repository.path, path], { env: gitTestEnvironment() });
  assert.equal(runVeil(path, ['git']).status, 1);
  renameSync(join(repository.path, '.git/objects'), join(repository.path, '.git/elsewhere'));
  assertIncomplete(runVeil(path, ['git']));
});

test('no git', (t) => {
  const { path } = history(t);
  assertIncomplete(runVeil(path, ['git'], { env: { PATH: '/nonexistent' } }), /git cannot be started/, /Install git/);
});

test('git that succeeds and warns', (t) => {
  const { path } = history(t);
  for (const subcommand of ['rev-parse', 'rev-list', 'diff-tree']) {
    const script = `case "$*" in *' ${subcommand} '*) echo 'warning: something is odd' >&2;; esac`;
    const env = fakeGit(t, script);
    assertIncomplete(runVeil(path, ['git'], { env }), /something is odd/);
  }
});

test('git that is killed, or stops in the middle of its output', (t) => {
  const { path } = history(t);
  const killed = fakeGit(t, `case "$*" in *' diff-tree '*) kill -9 $$;; esac`);
  assertIncomplete(runVeil(path, ['git'], { env: killed }), /git diff-tree failed/);
  const half = fakeGit(t, `case "$*" in *' diff-tree '*) printf ':000000 100644 0000'; exit 0;; esac`);
  assertIncomplete(runVeil(path, ['git'], { env: half }), /ended too early/);
});

test('a repository of somebody else', { skip: process.getuid?.() !== 0 }, (t) => {
  const { path } = history(t);
  execFileSync('chown', ['-R', '12345', path]);
  assertIncomplete(runVeil(path, ['git']), /does not trust/, /safe\.directory/);
});

test('history that is hidden by replace refs and grafts is scanned', (t) => {
  const repository = history(t);
  const secret = repository.git('rev-parse', 'HEAD~1:secret.txt');
  repository.git('replace', secret, repository.git('rev-parse', 'HEAD:secret.txt'));
  repository.git('replace', '--graft', 'HEAD');
  assert.equal(repository.git('rev-list', '--count', 'HEAD'), '1', 'the control: git itself is fooled');
  assert.equal(runVeil(repository.path, ['git', '--branch', 'HEAD']).status, 1);
  repository.git('replace', '-d', repository.git('rev-parse', 'HEAD'));
  mkdirSync(join(repository.path, '.git/info'), { recursive: true });
  writeFileSync(join(repository.path, '.git/info/grafts'), `${repository.git('rev-parse', 'HEAD')}\n`);
  assert.equal(runVeil(repository.path, ['git', '--branch', 'HEAD']).status, 1);
});

test('an option that would be overlooked beside another one', (t) => {
  const { path } = history(t);
  for (const args of [
    ['--commit', 'HEAD', '--branch', 'main'],
    ['--commit', 'HEAD', '--since', '2020-01-01'],
    ['--staged', '--max-depth', '1'],
    ['--staged', '--since', '2020-01-01'],
    ['--pre-push', '--branch', 'main'],
    ['--log-opts', 'HEAD', '--branch', 'main'],
    ['--refs-unreachable', '--since', '2020-01-01'],
  ]) {
    assertIncomplete(runVeil(path, ['git', ...args]), /contradict each other/);
  }
  assert.equal(runVeil(path, ['git', '--log-opts', 'HEAD', '--max-depth', '2']).status, 1);
});

test('a date to come, and quotes in --log-opts', (t) => {
  const { path } = history(t);
  assertIncomplete(runVeil(path, ['git', '--since', '2999-01-01']), /lies in the future/);
  assertIncomplete(runVeil(path, ['git', `--log-opts=--grep='two`]), /a quote is not closed/);
  assert.equal(runVeil(path, ['git', `--log-opts=--since="20 years ago" --until=2999-01-01`]).status, 1);
  assert.equal(runVeil(path, ['git', `--log-opts=--author='An Author' --no-merges`]).status, 1, 'HEAD, as git log');
  assertIncomplete(runVeil(path, ['git', `--log-opts=--author='Nobody At All'`]), /no commit was selected/);
});

test('refs, packs, indexes and configurations that are damaged: the remedy is of that kind', (t) => {
  const damage: Record<string, [(folder: string) => void, string[], RegExp]> = {
    'a ref to nothing': [
      (git) => writeFileSync(join(git, 'refs/heads/broken'), `${'1'.repeat(40)}\n`),
      [],
      /bad object refs\/heads\/broken[\s\S]*git fsck/,
    ],
    'a ref of rubbish': [(git) => writeFileSync(join(git, 'refs/heads/broken'), 'rubbish\n'), [], /broken/],
    'a pack without its index': [
      (git) => {
        execFileSync('git', ['-C', git, 'repack', '-adq'], { env: gitTestEnvironment() });
        const [index = ''] = readdirSync(join(git, 'objects/pack')).filter((name) => name.endsWith('.idx'));
        rmSync(join(git, 'objects/pack', index));
      },
      [],
      /git fsck/,
    ],
    'the index': [(git) => writeFileSync(join(git, 'index'), 'DIRC'), ['--staged'], /rm \.git\/index && git reset/],
    'a format of the future': [
      (git) => writeFileSync(join(git, 'config'), '[core]\nrepositoryformatversion = 99\n'),
      [],
      /update git/,
    ],
    'the configuration': [(git) => writeFileSync(join(git, 'config'), 'xx\n'), [], /git config --list/],
    'HEAD on a branch without commits': [
      (git) => writeFileSync(join(git, 'HEAD'), 'ref: refs/heads/nowhere\n'),
      ['--pr', 'main'],
      /has no commit yet[\s\S]*git branch --all/,
    ],
  };
  for (const [name, [break_, args, message]] of Object.entries(damage)) {
    const { path } = history(t);
    break_(join(path, '.git'));
    const run = runVeil(path, ['git', ...args]);
    assert.equal(run.status, 2, `${name}: ${run.stderr}`);
    assert.match(run.stderr, message, name);
  }
});

test('contradicting options', (t) => {
  const { path } = history(t);
  assertIncomplete(runVeil(path, ['git', '--staged', '--pr', 'HEAD~1']), /--staged and --pr contradict/);
  assertIncomplete(runVeil(path, ['scan', '--staged', '--commit', 'HEAD']), /exclude each other/);
});

test('the repository goes away during the scan', (t) => {
  const repository = history(t);
  const env = fakeGit(t, `case "$*" in *' diff-tree '*) mv .git/objects .git/gone;; esac`);
  assertIncomplete(runVeil(repository.path, ['git'], { env }));
  rmSync(repository.path, { recursive: true });
});
