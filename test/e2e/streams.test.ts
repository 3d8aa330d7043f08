/** `veil stdin` and `veil filter` as processes: streaming, bounded, and what a reader or writer that goes away does. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { madeUpToken, makeTree, veil, veilPath } from '../helpers/cli.ts';

const STREAM_BYTES = 400 * 1024 * 1024;
/** Of node, the rules and the engine some 90 MB, the rest for pieces of the stream. */
const MOST_RESIDENT_BYTES = 260 * 1024 * 1024;

/** Lines up to `bytes`, at the reader's pace; a token in the last one. */
async function pour(child: ChildProcess, bytes: number): Promise<number> {
  const { stdin } = child;
  assert.ok(stdin);
  const block = Buffer.from(`${'some words of a log that says nothing\n'.repeat(1700)}`);
  let resident = 0;
  for (let sent = 0; sent < bytes; sent += block.length) {
    if (!stdin.write(block)) await once(stdin, 'drain');
    if (sent % (block.length * 100) === 0) resident = Math.max(resident, residentBytes(child));
  }
  stdin.end(`the end ${madeUpToken()}\n`);
  return resident;
}

function residentBytes({ pid }: ChildProcess): number {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

async function collect(child: ChildProcess): Promise<{ status: number | null; size: number; tail: string }> {
  let size = 0;
  let tail = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    tail = (tail + chunk.subarray(-2000).toString()).slice(-2000);
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, size, tail };
}

for (const command of ['stdin', 'filter'] as const) {
  test(`veil ${command}: 400 MB in bounded memory`, async (t) => {
    const child = spawn(process.execPath, [veilPath, command, '--quiet'], {
      cwd: makeTree(t),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const [resident, { status, size, tail }] = await Promise.all([pour(child, STREAM_BYTES), collect(child)]);
    assert.ok(resident > 0 && resident < MOST_RESIDENT_BYTES, `${Math.round(resident / 2 ** 20)} MiB`);
    assert.ok(!tail.includes(madeUpToken()));
    if (command === 'stdin') assert.deepEqual([status, /^ {2}\d{8}:9 critical/m.test(tail)], [1, true]);
    else assert.deepEqual([status, size > STREAM_BYTES, /the end ghp_\*{8}\n$/.test(tail)], [0, true, true]);
  });
}

test('filter: what came is copied while the input is open, but for its end', async (t) => {
  const child = spawn(process.execPath, [veilPath, 'filter', '-q'], {
    cwd: makeTree(t),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  let copied = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    copied += chunk.length;
  });
  child.stdin.write('line of a log\n'.repeat(200_000));
  // It comes in pieces: on a busy machine the first may be small.
  for (let waited = 0; copied <= 1_000_000 && waited < 600; waited += 1) await sleep(50);
  assert.ok(copied > 1_000_000 && copied < 2_800_000, `${copied}`);
  child.stdin.end();
  assert.deepEqual([...((await once(child, 'close')) as unknown[]), copied], [0, null, 2_800_000]);
});

test('filter: comments do not help, masks can be chosen, and it says how many', async (t) => {
  const cwd = makeTree(t);
  const input = `a ${madeUpToken(1)} # veil:ignore\nb ${madeUpToken(2)} # gitleaks:allow\n`;
  const shown = await veil(['filter'], { cwd, input });
  assert.deepEqual([shown.status, shown.stdout.match(/ghp_\*{8}/g)?.length], [0, 2]);
  assert.equal(shown.stderr, '2 secrets masked\n');
  const hidden = await veil(['filter', '--redact', '-q'], { cwd, input });
  assert.deepEqual([hidden.stdout, hidden.stderr], ['a ******** # veil:ignore\nb ******** # gitleaks:allow\n', '']);
});

test('filter: mistakes exit 2 before anything is copied', async (t) => {
  const cwd = makeTree(t);
  for (const args of [
    ['--mask-mode', 'plain'],
    ['--mask-mode', 'x'],
    ['--redact=101'],
    ['--enable-rule', 'no-such'],
    ['--config', 'none.toml'],
    ['--unsafe'],
    ['word'],
  ]) {
    const { status, stdout, stderr } = await veil(['filter', ...args], { cwd, input: 'text\n' });
    assert.deepEqual({ args, status, stdout }, { args, status: 2, stdout: '' });
    assert.match(stderr, /^error: /);
  }
});

test('filter: a reader that goes away ends it; a signal, too', async (t) => {
  const cwd = makeTree(t);
  const start = () => spawn(process.execPath, [veilPath, 'filter', '-q'], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = start();
  gone.stdin.on('error', () => undefined);
  const pump = setInterval(() => gone.stdin.write('x'.repeat(1_000_000)), 5);
  gone.stdout.once('data', () => gone.stdout.destroy());
  const [status, signal] = (await once(gone, 'close')) as [number | null, string | null];
  clearInterval(pump);
  assert.deepEqual([status, signal], [0, null]);

  const stopped = start();
  stopped.stdin.write('line of a log\n'.repeat(200_000));
  await once(stopped.stdout, 'data');
  stopped.kill('SIGINT');
  assert.deepEqual((await once(stopped, 'close'))[0], 130);
});

test('stdin: --timeout on a stream without an end reports what there is and exits 2', async (t) => {
  const child = spawn(process.execPath, [veilPath, 'stdin', '--timeout', '5', '-f', 'json'], {
    cwd: makeTree(t),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.write(`${madeUpToken()}\n`);
  child.stdin.write('x'.repeat(12 * 1024 * 1024));
  const { status, tail } = await collect(child);
  assert.equal(status, 2);
  assert.match(tail, /"rule":"github-pat".*"timedOut":true/s);
  assert.match(Buffer.concat(stderr).toString(), /the scan is incomplete\n {2}\(the rest\): --timeout ended the scan/);
});
