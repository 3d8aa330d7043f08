/** The files that CI systems read: they parse, and call veil by commands and options that there are. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../../src/native/package-root.ts';

const root = packageRoot();
const read = (name: string): unknown => parse(readFileSync(join(root, name), 'utf8'), { strict: true });

function options(): Set<string> {
  const help = execFileSync(process.execPath, [join(root, 'dist/veil.cjs'), 'git', '--help'], { encoding: 'utf8' });
  return new Set(help.match(/--[a-z][a-z-]*/g));
}

test('.pre-commit-hooks.yaml', () => {
  const hooks = read('.pre-commit-hooks.yaml') as Record<string, unknown>[];
  for (const hook of hooks) {
    for (const key of ['id', 'name', 'entry', 'language']) assert.equal(typeof hook[key], 'string', key);
    assert.equal(hook.pass_filenames, false);
    assert.match(String(hook.entry), /^veil git\b/);
    for (const option of String(hook.entry).match(/--[a-z-]+/g) ?? []) assert.ok(options().has(option), option);
  }
});

test('action.yml', () => {
  const action = read('action.yml') as {
    inputs: Record<string, { description: string }>;
    runs: { using: string; steps: { uses?: string; run?: string; shell?: string; env?: Record<string, string> }[] };
  };
  assert.equal(action.runs.using, 'composite');
  for (const step of action.runs.steps) {
    if (step.run === undefined) continue;
    assert.equal(step.shell, 'bash');
    assert.doesNotMatch(step.run, /\$\{\{/, 'values come by the environment, not into the script');
    execFileSync('bash', ['-n', '-c', step.run]);
    for (const value of Object.values(step.env ?? {})) {
      const [, input] = /\$\{\{ inputs\.(\w+) \}\}/.exec(value) ?? [];
      if (input !== undefined) assert.ok(input in action.inputs, input);
    }
  }
  checkVeilLines(action.runs.steps.map(({ run = '' }) => run).join('\n'));
});

test('templates/gitlab.yml', () => {
  const template = read('templates/gitlab.yml') as { veil: { script: string[]; variables: Record<string, string> } };
  assert.equal(template.veil.variables.GIT_DEPTH, '0');
  for (const script of template.veil.script) execFileSync('bash', ['-n', '-c', script]);
  checkVeilLines(template.veil.script.join('\n'));
});

test('the examples in docs/ci.md and docs/git.md', () => {
  for (const name of ['docs/ci.md', 'docs/git.md']) {
    const text = readFileSync(join(root, name), 'utf8');
    const blocks = [...text.matchAll(/^```ya?ml\n(.*?)^```$/gms)].map(([, body = '']) => body);
    assert.ok(blocks.length > 0);
    for (const block of blocks) assert.equal(typeof parse(block, { strict: true }), 'object');
    for (const [, line = ''] of text.matchAll(/^(?:exec )?veil git (.*)$/gm)) {
      for (const option of line.match(/--[a-z][a-z-]*/g) ?? []) assert.ok(options().has(option), option);
    }
  }
});

function checkVeilLines(script: string): void {
  const words = script.match(/(?:veil git|set --) .*/g) ?? [];
  assert.ok(words.some((word) => word.startsWith('veil git')));
  for (const option of words.join(' ').match(/--[a-z][a-z-]*/g) ?? []) assert.ok(options().has(option), option);
}
