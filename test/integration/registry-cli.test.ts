/** `veil exceptions …`, through the program. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { shellCommand } from '../../src/registry/messages.ts';
import {
  kill,
  type RunResult,
  run,
  runVeil,
  startUntilReady,
  tempFolder,
  veilPath,
} from '../helpers/registry-process.ts';
import { idOf, registryText } from '../helpers/registry-text.ts';

const [A, B, C] = [idOf(1), idOf(2), idOf(3)];
const LOCKED = 'Registry is locked by another process';

function newRoot(text?: string): { root: string; path: string; veil: (...words: string[]) => RunResult } {
  const root = tempFolder();
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  const path = join(root, '.veil/exception_registry.toml');
  if (text !== undefined) {
    mkdirSync(join(root, '.veil'));
    writeFileSync(path, text);
  }
  const env = { ...process.env, GITHUB_ACTOR: 'jo', NO_COLOR: '1' };
  return { root, path, veil: (...words) => runVeil(['exceptions', ...words], { cwd: root, env }) };
}

function good(result: RunResult): string {
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}

function bad(result: RunResult, ...parts: (string | RegExp)[]): void {
  assert.equal(result.status, 2, result.stdout + result.stderr);
  assert.equal(result.stdout, '');
  for (const part of parts)
    assert.match(result.stderr, typeof part === 'string' ? new RegExp(escapeRegExp(part)) : part);
  assert.doesNotMatch(result.stderr, /\n\s+at /, 'a stack trace');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('the life of an exception', () => {
  const { path, veil } = newRoot();
  assert.match(veil('list').stderr, /no exceptions/);
  assert.ok(!existsSync(path));
  assert.match(good(veil('add', A, '--reason', 'test fixture', '--expires', '30d', '--owner', 'payments')), /^added:/);
  const first = JSON.parse(good(veil('show', A, '--format', 'json')));
  assert.deepEqual(
    { ...first, expiresAt: '', createdAt: '' },
    {
      id: A,
      status: 'expiring',
      reason: 'test fixture',
      expiresAt: '',
      createdAt: '',
      createdBy: 'jo',
      owner: 'payments',
    },
  );
  // The end is 30 days after the start, by the second.
  assert.equal(Date.parse(first.expiresAt) - Date.parse(first.createdAt), 30 * 86_400_000);
  assert.match(good(veil('add', A, '--reason', 'better reason', '--ticket', 'SEC-1')), /^changed:/);
  const second = JSON.parse(good(veil('show', A, '--format', 'json')));
  assert.deepEqual(second, { ...first, reason: 'better reason', ticket: 'SEC-1' });
  assert.match(good(veil('renew', A, '--expires', '2099-01-31')), /expires: +2099-01-31/);
  assert.equal(JSON.parse(good(veil('show', A, '--format', 'json'))).expiresAt, '2099-01-31T23:59:59Z');
  assert.match(good(veil('renew', A, '--expires', 'never')), /expires: +never/);
  assert.match(good(veil('remove', A)), /^removed: /);
  assert.equal(readFileSync(path, 'utf8').trim(), 'version = 1');
  bad(veil('remove', A), `no exception ${A}`);
  bad(veil('renew', A, '--expires', '1d'), `no exception ${A}`);
  bad(veil('show', A), `no exception ${A}`);
});

test('--dry-run writes nothing', () => {
  const { path, veil } = newRoot(registryText([{ id: A, expiresAt: '2020-01-01' }]));
  const before = readFileSync(path, 'utf8');
  assert.match(good(veil('add', B, '--reason', 'r', '--dry-run')), /^would be added:/);
  assert.match(good(veil('renew', A, '--expires', '1d', '--dry-run')), /^would be renewed:/);
  assert.match(good(veil('remove', A, '--dry-run')), /^would be removed/);
  assert.match(good(veil('cleanup', '--dry-run')), new RegExp(`^would be removed: ${A}`));
  assert.equal(readFileSync(path, 'utf8'), before);
  const empty = newRoot();
  good(empty.veil('add', B, '--reason', 'r', '--dry-run'));
  assert.ok(!existsSync(empty.path));
});

const mixed = registryText([
  { id: A, expiresAt: '2020-01-01' },
  { id: B, expiresAt: '2099-01-01', owner: 'team' },
  { id: C, reason: '日本語 and a reason that goes on for very much longer than a line of the table has columns' },
]);

test('list: every status, as table and as JSON', () => {
  const { path, veil } = newRoot(mixed);
  const ids = (...words: string[]) =>
    JSON.parse(good(veil('list', '--format', 'json', ...words))).exceptions.map(({ id }: { id: string }) => id);
  assert.deepEqual(ids(), [A, B, C]);
  assert.deepEqual(ids('--status', 'active'), [B, C]);
  assert.deepEqual(ids('--status', 'expired'), [A]);
  assert.deepEqual(ids('--status', 'expiring'), []);
  assert.equal(JSON.parse(good(veil('list', '--format', 'json'))).registry, path);
  const table = good(veil('list'));
  assert.equal(table.split('\n').length, 5);
  for (const line of table.split('\n')) assert.ok(columns(line) <= 80, `${columns(line)} columns: ${line}`);
  assert.match(table, /^ID +STATUS +EXPIRES +OWNER +REASON\n/);
});

/** East Asian wide characters have two. */
function columns(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u3000-\u9fff]/.test(character) ? 2 : 1), 0);
}

test('a reason cannot steer the terminal or forge a line', () => {
  const { veil } = newRoot('version = 1\n[[exceptions]]\nid = "a"\nreason = "x\\u001b[31m\\nFORGED\\u202e"\n');
  for (const text of [good(veil('list')), good(veil('show', 'a'))]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    assert.doesNotMatch(text, /[\x1b\u202e]|^FORGED/m);
  }
});

test('unused: what the reports do not have', () => {
  const { root, path, veil } = newRoot(mixed);
  writeFileSync(
    join(root, 'report.json'),
    JSON.stringify({ schemaVersion: 'veil-v1', findings: [{ id: A }], summary: {} }),
  );
  writeFileSync(join(root, 'report.jsonl'), `{"id":"${B}"}\n{"id":"${B}"}\n`);
  const listed = good(veil('list', '--status', 'unused', '--report', 'report.json', '--format', 'json'));
  assert.deepEqual(
    JSON.parse(listed).exceptions.map(({ id }: { id: string }) => id),
    [B, C],
  );
  bad(veil('cleanup', '--unused', '--report', 'gone.json'), 'gone.json');
  writeFileSync(join(root, 'other.json'), '{"results": []}');
  bad(veil('cleanup', '--unused', '--report', 'other.json'), 'no report of veil');
  good(veil('cleanup', '--unused', '--report', 'report.json', '--report', 'report.jsonl'));
  const text = readFileSync(path, 'utf8');
  assert.deepEqual(
    [A, B, C].map((id) => text.includes(id)),
    [true, true, false],
  );
  good(veil('cleanup', '--expired'));
  assert.ok(!readFileSync(path, 'utf8').includes(A));
});

test('a sub-folder uses the same registry, --system-registry another one', () => {
  const { root, path } = newRoot();
  const env = process.env;
  good(runVeil(['exceptions', 'add', A, '--reason', 'r'], { cwd: join(root, 'src/deep'), env }));
  assert.ok(readFileSync(path, 'utf8').includes(A));
  const words = ['--system-registry', '.veil/frontend-registry.toml'];
  good(runVeil(['exceptions', 'add', B, '--reason', 'r', ...words], { cwd: root, env }));
  good(
    runVeil(['exceptions', 'add', C, '--reason', 'r', '--system-registry=.veil/frontend-registry.toml'], {
      cwd: root,
      env,
    }),
  );
  const other = readFileSync(join(root, '.veil/frontend-registry.toml'), 'utf8');
  assert.ok(other.includes(B) && other.includes(C) && !readFileSync(path, 'utf8').includes(B));
  assert.ok(existsSync(join(root, '.veil/frontend-registry.lock')));
  bad(runVeil(['exceptions', 'list', '--system-registry', 'gone.toml'], { cwd: root, env }), 'no registry at');
});

test('mistakes are one screen, exit 2', () => {
  const { veil } = newRoot(mixed);
  bad(veil('add', 'nope', '--reason', 'r'), 'no id of a finding');
  bad(veil('add', A.toUpperCase(), '--reason', 'r'), 'no id of a finding');
  bad(veil('add', B, '--reason', '   '), 'the reason is empty');
  bad(veil('add', B));
  bad(veil('add', B, '--reason', 'r', '--expires', 'soon'), '"soon" is no value for --expires', '30d');
  bad(veil('renew', B));
  bad(veil('list', '--status', 'old'), 'unknown value "old" for --status');
  bad(veil('list', '--format', 'xml'), 'unknown value "xml" for --format');
  bad(veil('lock-status', '--hold', '-1'));
  bad(veil('lock-status', '--hold', '99999'), '3600');
  bad(veil('add', B, '--reason', 'r', '--lock-retry', '999999'), '60000');
  bad(veil('frobnicate'));
});

test('a registry with a mistake: every command names file and line, and writes nothing', () => {
  const { path, veil } = newRoot(`${mixed}\n[[exceptions]]\nid = "${idOf(9)}"\nreson = "typo"\n`);
  const before = readFileSync(path, 'utf8');
  const line = before.split('\n').findIndex((text) => text.startsWith('reson')) + 1;
  for (const words of [
    ['list'],
    ['show', A],
    ['add', B, '--reason', 'r'],
    ['remove', A],
    ['renew', A, '--expires', '1d'],
    ['cleanup'],
  ]) {
    bad(veil(...words), `${path}:${line}: unknown key "reson"`);
  }
  assert.equal(readFileSync(path, 'utf8'), before);
});

test('doctor', () => {
  const healthy = newRoot(mixed);
  const text = good(healthy.veil('doctor'));
  for (const part of [
    '3 exceptions',
    '1 exception expired',
    '1 exception without an end',
    '2 exceptions without an owner',
    'lock is free',
  ]) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  assert.match(good(newRoot().veil('doctor')), /no registry yet/);
  const ill = newRoot(
    'version = 1\n[[exceptions]]\nid = "a"\nreson = "x"\n[[exceptions]]\nid = "b"\nreason = "r"\nexpires_at = "soon"\n',
  );
  const { status, stdout } = ill.veil('doctor');
  assert.equal(status, 2);
  assert.match(stdout, /:4: unknown key "reson"/);
  assert.match(stdout, /:8: "expires_at" must be/);
  const foreign = good(newRoot('[[exceptions]]\nid = "OLD-1"\nreason = "r"\n').veil('doctor'));
  assert.match(foreign, /:1: no finding can have the id OLD-1/);
});

test('lock-status, --hold, and what the others say meanwhile', async () => {
  const { root, path, veil } = newRoot(mixed);
  const lockPath = join(root, '.veil/exception_registry.lock');
  assert.equal(good(veil('lock-status')), `free: ${lockPath}\n`);
  const reader = await startUntilReady([veilPath, 'exceptions', 'lock-status', '--hold', '60', '--shared'], root);
  assert.equal(JSON.parse(good(veil('lock-status', '--format', 'json'))).state, 'shared');
  good(veil('list'));
  bad(veil('remove', A), LOCKED, `pid ${reader.pid}`);
  await kill(reader);
  const holder = await startUntilReady([veilPath, 'exceptions', 'lock-status', '--hold', '60'], root);
  const status = JSON.parse(good(veil('lock-status', '--format', 'json')));
  assert.deepEqual(
    [status.registry, status.lockPath, status.state, status.holders[0]?.pid],
    [path, lockPath, 'exclusive', holder.pid],
  );
  for (const words of [['list'], ['remove', A], ['add', B, '--reason', 'r'], ['lock-status', '--hold', '1']]) {
    bad(
      veil(...words),
      LOCKED,
      lockPath,
      `pid ${holder.pid}`,
      'lock-status --hold 60',
      'ps aux | grep veil',
      `rm -f ${shellCommand([lockPath])}`,
      `veil exceptions ${words[0]}`,
    );
  }
  assert.match(veil('doctor').stdout, /lock is held \(exclusive\)/);
  // Ctrl-C lets go, as does a kill.
  holder.kill('SIGINT');
  assert.match(good(veil('remove', A, '--lock-retry', '20000')), /removed/);
});

test('every example of the help texts runs', () => {
  const commands = ['add', 'cleanup', 'doctor', 'list', 'lock-status', 'remove', 'renew', 'show'];
  let exampleCount = 0;
  for (const command of commands) {
    const help = good(runVeil(['exceptions', command, '--help'], { cwd: '/', env: process.env }));
    for (const line of help.split('\n')) assert.ok(line.length <= 80 || line.startsWith('  veil '), line);
    const examples = [...help.matchAll(/^ {2}(veil exceptions .*)$/gm)].map(([, line = '']) => line);
    assert.ok(examples.length > 0, command);
    for (const example of examples) {
      const { root } = newRoot(registryText([{ id: 'fx_abcdefghijklmnopqrstuvwxyz' }]));
      for (const name of ['a', 'b', 'tree', 'history']) writeFileSync(join(root, `${name}.json`), '{"findings": []}');
      const line = example.replace('--hold 60', '--hold 0').replace(/^veil/, `"${process.execPath}" "${veilPath}"`);
      const { status, stderr } = run('sh', ['-c', line], { cwd: root });
      assert.equal(status, 0, `${example}: ${stderr}`);
      exampleCount += 1;
    }
  }
  assert.ok(exampleCount >= commands.length);
});
