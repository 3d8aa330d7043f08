/** `--timeout` on git scans: what was found by then is reported, and it is said what was not looked at. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fakeGit, githubToken, gitTestEnvironment, reportOf, TestRepository } from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

const SLOW_RULE = [
  'provider = "Test"',
  '[[rule]]',
  'id = "slow"',
  'description = "slow"',
  'severity = "low"',
  `pattern = '(?:abc){1,333}!'`,
  'literals = ["abc"]',
  'boundary = "none"',
  `examples = ["abcabc!", "abc!"]`,
  `counter_examples = ["abcabc", "ab!"]`,
];

/** With a secret in its second commit. */
function newRepository(t: TestContext, name: string): TestRepository {
  const repository = new TestRepository(join(temporaryFolder(t), name));
  repository.commit('one', { 'a.txt': 'a\n' });
  repository.commit('two', { 'secret.txt': `key = "${githubToken(1)}"\n` });
  return repository;
}

/** Asserts a report that says that it is incomplete. */
function assertTimedOut({ summary, run }: ReturnType<typeof reportOf>, ...messages: readonly RegExp[]): void {
  assert.equal(run.status, 2, run.stderr);
  assert.equal(summary.timedOut, true);
  assert.match(run.stderr, /the scan is incomplete/);
  for (const message of messages) assert.match(run.stderr, message);
  assert.ok(summary.failed.some(({ path, code }) => path === '(the rest)' && code === 'TIMEOUT'));
}

for (const subcommand of ['rev-list', 'diff-tree']) {
  test(`while git ${subcommand} lists the history: a report of nothing`, (t) => {
    const env = fakeGit(t, `case "$*" in *' ${subcommand} '*) exec sleep 60;; esac`);
    const report = reportOf(newRepository(t, 'repository').path, ['git', '--timeout', '1'], { env });
    assertTimedOut(report, /git was still listing the objects, and none was looked at/);
    assert.deepEqual([report.findings, report.summary.filesScanned], [[], 0]);
  });
}

test('when all is listed and little is scanned', (t) => {
  const repository = newRepository(t, 'repository');
  for (let n = 0; n < 60; n += 1)
    repository.write(`${n}.txt`, Buffer.alloc(2 ** 20, `line ${n} ${'abc'.repeat(999)}\n`));
  repository.git('add', '-A');
  // Some hundred thousand candidates in each file, and a thousand bytes to look at for each of them.
  const rules = join(temporaryFolder(t), 'slow.toml');
  writeFileSync(rules, `${SLOW_RULE.join('\n')}\n`);
  assertTimedOut(
    reportOf(repository.path, ['git', '--staged', '-j', '1', '--timeout', '1', '--rules', rules]),
    /\d+ of 60 objects were not looked at/,
  );
});

test('in a submodule: the findings above it stand, and the submodules that were not reached are named', (t) => {
  const repository = newRepository(t, 'repository');
  const slow = newRepository(t, 'slow');
  for (const name of ['first', 'second']) {
    execFileSync('git', ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', slow.path, name], {
      cwd: repository.path,
      env: gitTestEnvironment(),
    });
  }
  repository.commit('submodules');
  const env = fakeGit(t, `case "$PWD $*" in */first*' diff-tree '*) exec sleep 60;; esac`);
  const report = reportOf(repository.path, ['git', '--submodules', '--timeout', '5'], { env });
  assertTimedOut(report, /first: git was still listing/, /second: --timeout ended the scan before this submodule/);
  assert.deepEqual(
    report.findings.map(({ file, subject }) => [file, subject]),
    [['secret.txt', 'two']],
  );
});

test('when all is looked at: the report is whole, however long git takes to name the commits', (t) => {
  const env = fakeGit(t, `case "$*" in *' cat-file '*) sleep 7;; esac`);
  const { run, findings, summary } = reportOf(newRepository(t, 'repository').path, ['git', '--timeout', '5'], { env });
  assert.equal(run.status, 1, run.stderr);
  assert.deepEqual([findings.map(({ subject }) => subject), summary.timedOut], [['two'], undefined]);
});
