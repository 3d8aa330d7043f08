// A scan as a whole: cancelling, threads of JavaScript, files that change, the summary's accounts.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { scan } from '../../src/scan/scan.ts';
import { catalogueOf, temporaryFolder, token, tokenRule, writeTree } from '../helpers/scan-with.ts';

const catalogue = catalogueOf(tokenRule);

test('each regular file is scanned, skipped or failed', async (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, {
    'a.txt': `x ${token(1)}`,
    'sub/b.txt': 'nothing',
    'sub/binary.bin': Buffer.from([1, 0, 2]),
    'big.txt': 'y'.repeat(5000),
    'empty.txt': '',
  });
  symlinkSync('a.txt', join(folder, 'link.txt'));
  const input = { kind: 'paths', paths: [folder, join(folder, 'missing')] } as const;
  const { findings, summary, skipped } = await scan(catalogue, input, { maxFileBytes: 4000, listSkipped: true });
  assert.equal(findings.length, 1);
  assert.equal(findings[0]?.file, 'a.txt');
  assert.equal(findings[0]?.displayPath, join(folder, 'a.txt'));
  assert.equal(summary.filesScanned, 3);
  assert.deepEqual(summary.skipped, { 'too-large': 1, binary: 1 });
  assert.deepEqual(summary.skippedOther, { symlink: 1 });
  assert.deepEqual(
    summary.failed.map(({ path, code, errno }) => ({ path, code, errno })),
    [],
    'a path below a scanned folder is part of it',
  );
  assert.deepEqual(
    skipped.map(({ path, reason }) => [path.slice(folder.length + 1), reason]),
    [
      ['big.txt', 'too-large'],
      ['link.txt', 'symlink'],
      ['sub/binary.bin', 'binary'],
    ],
  );
});

test('a path that does not exist is a failure with its errno, and the rest is scanned', async (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, { 'a.txt': token(1) });
  const missing = join(folder, '..', 'veil-no-such-path');
  const { findings, summary } = await scan(catalogue, { kind: 'paths', paths: [missing, folder] }, {});
  assert.equal(findings.length, 1);
  assert.deepEqual(
    summary.failed.map(({ path, code, errno }) => ({ path, code, errno })),
    [{ path: missing, code: 'ENOENT', errno: 2 }],
  );
});

test('binary files: skipped, or scanned for what is certain; large ones, too', async (t) => {
  const folder = temporaryFolder(t);
  const binary = Buffer.concat([Buffer.from([1, 0, 2]), Buffer.from(` ${token(1)} `), Buffer.from([0, 0])]);
  writeTree(folder, { 'small.bin': binary, 'large.bin': Buffer.concat([binary, Buffer.alloc(50_000, 1), binary]) });
  const input = { kind: 'paths', paths: [folder] } as const;
  const large = { mapThresholdBytes: 8192, windowBytes: 8192, mapLargeFiles: true };
  const skipping = await scan(catalogue, input, large);
  assert.deepEqual([skipping.findings.length, skipping.summary.skipped], [0, { binary: 2 }]);
  const { findings, summary } = await scan(catalogue, input, { ...large, binary: 'strings' });
  assert.deepEqual(
    findings.map(({ file, offset }) => [file, offset]),
    [
      ['large.bin', 4],
      ['large.bin', 4 + binary.length + 50_000],
      ['small.bin', 4],
    ],
  );
  assert.deepEqual([summary.filesScanned, summary.skipped], [2, {}]);
});

test('a deadline ends the scan with what it has, and says so', async (t) => {
  const folder = temporaryFolder(t);
  const files = Array.from({ length: 300 }, (_, i) => [`${i}.txt`, `${token(i)}${'.'.repeat(200_000)}`] as const);
  writeTree(folder, Object.fromEntries(files));
  const input = { kind: 'paths', paths: [folder] } as const;
  const { findings, summary } = await scan(catalogue, input, { deadline: AbortSignal.abort() });
  assert.equal(summary.timedOut, true);
  assert.ok(findings.length < 300);
  const later = await scan(catalogue, input, { deadline: AbortSignal.timeout(60_000) });
  assert.deepEqual([later.findings.length, later.summary.timedOut], [300, undefined]);
});

test('a scan that is aborted rejects with the reason, at once or in the middle', async (t) => {
  const folder = temporaryFolder(t);
  for (let i = 0; i < 300; i += 1) writeTree(folder, { [`d${i % 10}/${i}.txt`]: 'filler line\n'.repeat(20_000) });
  const reason = new Error('enough');
  const input = { kind: 'paths', paths: [folder] } as const;
  await assert.rejects(scan(catalogue, input, { signal: AbortSignal.abort(reason) }), reason);
  const controller = new AbortController();
  const running = scan(catalogue, input, { signal: controller.signal, threads: 1 });
  controller.abort(reason);
  await assert.rejects(running, reason);
  const { summary } = await scan(catalogue, input, {});
  assert.equal(summary.filesScanned, 300);
});

test('texts in memory are scanned as files are', async () => {
  const texts = [
    { name: 'one.env', data: Buffer.from(`A=${token(1)}\n`) },
    { name: 'two.env', data: Buffer.from(`\n${token(2)}`) },
  ];
  const { findings, summary } = await scan(catalogue, { kind: 'texts', texts }, {});
  assert.deepEqual(
    findings.map(({ file, line, column }) => [file, line, column]),
    [
      ['one.env', 1, 3],
      ['two.env', 2, 1],
    ],
  );
  assert.equal(summary.filesScanned, 2);
});

test('a rule that is switched off finds nothing', async () => {
  const input = { kind: 'texts', texts: [{ name: 'a', data: Buffer.from(token(1)) }] } as const;
  const { findings } = await scan(catalogue, input, { disableRules: ['test-token'] });
  assert.deepEqual(findings, []);
});

test('the addon works in worker threads, several at a time, one of them terminated in the middle', async (t) => {
  const folder = temporaryFolder(t);
  for (let i = 0; i < 200; i += 1) writeTree(folder, { [`${i}.txt`]: `${'filler line\n'.repeat(5000)}${token(i)}\n` });
  const script = new URL('../helpers/scan-in-worker.js', import.meta.url);
  const count = (worker: Worker): Promise<number> =>
    new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const start = (): Worker => new Worker(script, { workerData: { folder, rules: tokenRule } });
  const doomed = start();
  const [first, second] = await Promise.all([count(start()), count(start()), doomed.terminate()]);
  assert.deepEqual([first, second], [200, 200]);
});

test('a file that another process truncates and rewrites never crashes a scan', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'data'));
  const path = join(folder, 'data', 'moving.txt');
  const content = `${'some line of text\n'.repeat(40_000)}${token(3)}\n`;
  writeFileSync(path, content);
  const spoiler = spawn(process.execPath, [
    '-e',
    `const fs = require('fs'); const content = fs.readFileSync(process.argv[1]);
     process.stdout.write('ready'); const end = Date.now() + 60000;
     while (Date.now() < end) { fs.truncateSync(process.argv[1], 100); fs.writeFileSync(process.argv[1], content); }`,
    path,
  ]);
  await new Promise((resolve) => spoiler.stdout.once('data', resolve));
  let changed = 0;
  try {
    for (let round = 0; round < 1000; round += 1) {
      const { summary } = await scan(
        catalogue,
        { kind: 'paths', paths: [path] },
        { mapThresholdBytes: 65_536, windowBytes: 131_072, mapLargeFiles: true },
      );
      assert.equal(summary.filesScanned + summary.filesFailed, 1);
      changed += summary.changedDuringScan.length;
    }
  } finally {
    // Gone before the folder is: it would write the file anew.
    spoiler.kill('SIGKILL');
    await once(spoiler, 'exit');
  }
  assert.ok(changed > 0, 'no scan met a change: the test proves nothing');
});
