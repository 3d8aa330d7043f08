/** docs/ci.md and the runbook: what can be checked without a scan. What a locked registry looks like: registry-scan.test.ts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { findingId, secretTag } from '../../src/model/finding-id.ts';
import { packageRoot } from '../../src/native/package-root.ts';
import { ENTRY_KEYS } from '../../src/registry/entry.ts';
import { parseRegistry } from '../../src/registry/parse-registry.ts';

const ci = readFileSync(join(packageRoot(), 'docs/ci.md'), 'utf8');
const runbook = readFileSync(join(packageRoot(), 'docs/runbook/exception-registry.md'), 'utf8');

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , body]) => body ?? '');
}

interface GithubWorkflow {
  readonly on: unknown;
  readonly jobs: Record<string, { 'runs-on': string; steps: { uses?: string; run?: string }[] }>;
}
type GitlabFile = Record<string, { script?: string[] }>;

/** The founding document's two ways, as [job, command]. */
const ways: [job: string, command: string][][] = [
  [['security-scan', 'veil scan . --strict-exceptions']],
  [
    ['scan-frontend', 'veil scan frontend/ --system-registry .veil/frontend-registry.toml --strict-exceptions'],
    ['scan-backend', 'veil scan backend/ --system-registry .veil/backend-registry.toml --strict-exceptions'],
  ],
];

test('the workflows are valid YAML and run what the founding document says', () => {
  const files = blocks(ci, 'yaml').map((text) => parse(text) as unknown);
  assert.equal(files.length, 4);
  for (const [i, way] of ways.entries()) {
    const github = files[i * 2] as GithubWorkflow;
    const gitlab = files[i * 2 + 1] as GitlabFile;
    assert.ok(github.on);
    assert.deepEqual(
      Object.keys(github.jobs),
      way.map(([job]) => job),
    );
    assert.deepEqual(
      Object.keys(gitlab).filter((name) => name !== 'default'),
      way.map(([job]) => job),
    );
    for (const [job, command] of way) {
      const steps = github.jobs[job]?.steps ?? [];
      assert.ok(github.jobs[job]?.['runs-on']);
      assert.equal(steps[0]?.uses?.split('@')[0], 'actions/checkout');
      assert.equal(steps.at(-1)?.run, command);
      assert.equal(gitlab[job]?.script?.at(-1), command);
    }
  }
});

test("the runbook's example is a registry, with every key", () => {
  const example = blocks(runbook, 'toml')[0] ?? '';
  const parsed = parseRegistry(Buffer.from(example), 'example');
  assert.ok(parsed.ok, JSON.stringify(parsed));
  for (const key of ENTRY_KEYS) {
    assert.ok(example.includes(`${key} = `), key);
    assert.ok(runbook.includes(`\`${key}\``), key);
  }
});

test("the runbook's formula and example id are those of the code", () => {
  const id = findingId({
    rule: 'demo',
    path: 'src/a.txt',
    tag: secretTag(Buffer.from('correct horse battery staple')),
    occurrence: 0,
  });
  assert.ok(runbook.includes(`occurrence 0 is \`${id}\``), id);
  for (const part of [
    '"veil secret v1" || 0x00 || secret',
    '"veil finding v1" || 0x00',
    'u32(length of rule) || rule || u32(length of path) || path || tag || u32(occurrence)',
  ]) {
    assert.ok(runbook.includes(part), part);
  }
});

test("the recovery commands are the founding document's", () => {
  const recovery = blocks(runbook, 'bash')[0] ?? '';
  for (const command of ['ps aux | grep veil', 'rm -f .veil/exception_registry.lock', 'veil scan .']) {
    assert.ok(recovery.split('\n').includes(command), command);
  }
});

test('links between the pages lead somewhere', () => {
  for (const [page, text] of [
    ['docs/ci.md', ci],
    ['docs/runbook/exception-registry.md', runbook],
  ] as const) {
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      const [file = '', anchor] = target.split('#');
      const there = file === '' ? text : readFileSync(join(packageRoot(), page, '..', file), 'utf8');
      const anchors = [...there.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
      if (anchor !== undefined) assert.ok(anchors.includes(anchor), `${page}: ${target}`);
    }
  }
});
