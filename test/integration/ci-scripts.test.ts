/** The scripts of the action and of the GitLab template, run in clones as those systems run them. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { packageRoot } from '../../src/native/package-root.ts';
import { githubToken, gitTestEnvironment, TestRepository } from '../helpers/git-repository.ts';
import { temporaryFolder } from '../helpers/scan-with.ts';

const SECRET = githubToken(4);

interface Ci {
  /** Of a branch that brought a secret and took it back, not yet merged. */
  readonly clone: string;
  readonly env: Record<string, string | undefined>;
}

function makeClone(t: TestContext, ...cloneArgs: readonly string[]): Ci {
  const folder = temporaryFolder(t);
  const repository = new TestRepository(join(folder, 'origin'));
  repository.commit('one', { 'a.txt': 'a\n' });
  repository.git('checkout', '-q', '-b', 'topic');
  repository.commit('secret', { 'secret.txt': `key = "${SECRET}"\n` });
  repository.commit('taken back', { 'secret.txt': 'gone\n' });
  const clone = join(folder, 'clone');
  const env = gitTestEnvironment();
  execFileSync('git', ['clone', '-q', ...cloneArgs, pathToFileURL(repository.path).href, clone], { env });
  const veil = join(folder, 'veil');
  writeFileSync(veil, `#!/bin/sh\nexec '${process.execPath}' '${packageRoot()}/dist/veil.cjs' "$@"\n`);
  chmodSync(veil, 0o755);
  return { clone, env: { ...env, PATH: `${folder}:${process.env.PATH}` } };
}

function runScript(script: string, { clone, env }: Ci, variables: Record<string, string>): number | null {
  const run = spawnSync('bash', ['-eo', 'pipefail', '-c', script], { cwd: clone, env: { ...env, ...variables } });
  assert.ok(!`${run.stdout}${run.stderr}`.includes(SECRET));
  return run.status;
}

function actionScript(): string {
  const action = parse(readFileSync(join(packageRoot(), 'action.yml'), 'utf8')) as {
    runs: { steps: { run?: string }[] };
  };
  return action.runs.steps.at(-1)?.run ?? '';
}

test('the action: a pull request, a push, a shallow clone, more arguments and a SARIF file', (t) => {
  const ci = makeClone(t, '--branch', 'topic');
  const none = { BASE: '', TARGET: '', ARGS: '', SARIF: '' };
  const script = actionScript();
  assert.equal(runScript(script, ci, { ...none, TARGET: 'main' }), 1);
  assert.equal(runScript(script, ci, none), 1);
  assert.equal(runScript(script, ci, { ...none, BASE: 'HEAD~1' }), 0, 'the secret came before');
  assert.equal(runScript(script, ci, { ...none, TARGET: 'nope; touch hacked' }), 2);
  assert.ok(!existsSync(join(ci.clone, 'hacked')));
  assert.equal(runScript(script, ci, { ...none, ARGS: '--exit-code 7 --cache .cache', SARIF: 'veil.sarif' }), 7);
  assert.ok(existsSync(join(ci.clone, 'veil.sarif')) && existsSync(join(ci.clone, '.cache')));
  assert.equal(runScript(script, makeClone(t, '--branch', 'topic', '--depth=1'), none), 2);
});

test('the GitLab template: a merge request and a branch', (t) => {
  const template = parse(readFileSync(join(packageRoot(), 'templates/gitlab.yml'), 'utf8')) as {
    veil: { script: string[] };
  };
  const script = template.veil.script.join('\n');
  const report = (ci: Ci): { vulnerabilities: unknown[] } =>
    JSON.parse(readFileSync(join(ci.clone, 'gl-secret-detection-report.json'), 'utf8'));
  const request = makeClone(t, '--branch', 'topic');
  assert.equal(runScript(script, request, { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }), 1);
  assert.equal(report(request).vulnerabilities.length, 1);
  assert.equal(runScript(script, request, { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'nope' }), 128, 'git fetch fails');
  const main = makeClone(t, '--branch', 'main', '--single-branch');
  assert.equal(runScript(script, main, {}), 0);
  assert.equal(report(main).vulnerabilities.length, 0);
});
