// A stream is scanned like a file of the same content, wherever its chunks and pieces are cut.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../src/model/finding.ts';
import { loadNative } from '../../src/native/load.ts';
import { type ScanSettings, scan } from '../../src/scan/scan.ts';
import { catalogueOf, temporaryFolder, token, tokenRule, writeTree } from '../helpers/scan-with.ts';

const catalogue = catalogueOf(tokenRule);
const native = loadNative();
const contextBytes = native.context_bytes(
  native.compile(catalogue.arrays, catalogue.database, { compile_patterns_now: false }),
);

function chunksOf(bytes: Buffer, size: number): Readable {
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size)));
}

async function scanChunks(bytes: Buffer, chunkBytes: number, settings: ScanSettings = {}) {
  return scan(catalogue, { kind: 'stream', name: 'a.txt', stream: chunksOf(bytes, chunkBytes) }, settings);
}

/** A stream of a test's own is no handle that node waits for. */
function keepAlive(t: TestContext): void {
  const timer = setInterval(() => undefined, 1000);
  t.after(() => clearInterval(timer));
}

const essence = ({ findings }: { findings: readonly Finding[] }): object[] =>
  findings.map(({ line, column, endLine, endColumn, offset, length, id, match }) => ({
    ...{ line, column, endLine, endColumn, offset, length, id },
    match: Buffer.from(match.reveal()).toString('latin1'),
  }));

async function scanFile(folder: string, bytes: Buffer, settings: ScanSettings = {}) {
  writeTree(folder, { 'a.txt': bytes });
  return scan(catalogue, { kind: 'paths', paths: [join(folder, 'a.txt')] }, settings);
}

test('tokens on long and short lines, with characters of every width', async (t) => {
  const folder = temporaryFolder(t);
  const text = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 99 }).map((n) => ` ${token(n)} `),
      fc.constantFrom('\n', '\r\n', 'é', '宽', '😀', '\xff', 'tok_'),
      fc.integer({ min: 0, max: contextBytes * 3 }).map((size) => 'x'.repeat(size)),
    ),
    { maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), fc.integer({ min: 1, max: 70_000 }), async (parts, hasMark, chunkBytes) => {
      const bytes = Buffer.concat([
        Buffer.from(hasMark ? '\ufeff' : ''),
        ...parts.map((part) => Buffer.from(part, part === '\xff' ? 'latin1' : 'utf8')),
      ]);
      const inPieces = await scanChunks(bytes, chunkBytes, { windowBytes: 4096 });
      assert.deepEqual(essence(inPieces), essence(await scanFile(folder, bytes)));
      assert.equal(inPieces.summary.bytesScanned, bytes.length);
    }),
    { numRuns: 60 },
  );
});

test('a token at every place around the cuts', async () => {
  const size = 9 * contextBytes;
  const base = Buffer.alloc(size, 'y');
  for (let at = 0; at < size; at += 997) {
    const bytes = Buffer.from(base);
    bytes.write(` ${token(1)} `, Math.min(at, size - 26));
    const { findings } = await scanChunks(bytes, 65_536, { windowBytes: 1000 });
    assert.deepEqual(
      findings.map(({ offset }) => offset),
      [Math.min(at, size - 26) + 1],
    );
  }
});

test('UTF-16, with and without a byte-order mark, is scanned as a whole', async (t) => {
  const folder = temporaryFolder(t);
  const text = `${'some words\n'.repeat(20_000)}  ${token(7)}\n`;
  for (const mark of ['\ufeff', '']) {
    for (const swap of [false, true]) {
      const bytes = Buffer.from(mark + text, 'utf16le');
      if (swap) bytes.swap16();
      const streamed = await scanChunks(bytes, 10_001, { windowBytes: 4096 });
      assert.equal(streamed.findings[0]?.line, 20_001);
      assert.deepEqual(essence(streamed), essence(await scanFile(folder, bytes)));
    }
  }
});

test('a stream that looks binary is skipped to its end, or scanned for what is certain', async () => {
  const bytes = Buffer.concat([Buffer.from([1, 0, 2]), Buffer.alloc(100_000, 'x'), Buffer.from(` ${token(1)} `)]);
  const skipped = await scanChunks(bytes, 1000, { windowBytes: 4096 });
  assert.deepEqual([skipped.findings.length, skipped.summary.skipped], [0, { binary: 1 }]);
  const scanned = await scanChunks(bytes, 1000, { windowBytes: 4096, binary: 'strings' });
  assert.deepEqual([scanned.findings.length, scanned.summary.filesScanned], [1, 1]);
});

test('a NUL behind the first 8 KiB is text, as in a file', async (t) => {
  const bytes = Buffer.concat([Buffer.alloc(20_000, 'x'), Buffer.alloc(20_000), Buffer.from(` ${token(1)}\n`)]);
  const streamed = await scanChunks(bytes, 4096, { windowBytes: 4096 });
  assert.equal(streamed.findings.length, 1);
  assert.deepEqual(essence(streamed), essence(await scanFile(temporaryFolder(t), bytes)));
});

test('more findings than are reported of one file are counted', async () => {
  const most = native.layout.limits.max_findings_per_file ?? 0;
  const bytes = Buffer.from(Array.from({ length: most + 5 }, (_, i) => `${token(i)}\n`).join(''));
  const { findings, summary } = await scanChunks(bytes, 5000, { windowBytes: 4096 });
  assert.equal(findings.length, most);
  assert.deepEqual(summary.findingsCapped, [{ path: 'a.txt', count: 5 }]);
});

test('an empty stream is an empty file', async () => {
  const { findings, summary } = await scanChunks(Buffer.alloc(0), 1);
  assert.deepEqual([findings.length, summary.filesScanned, summary.bytesScanned], [0, 1, 0]);
});

test('an aborted scan rejects with the reason; a deadline ends it with what it has', async (t) => {
  keepAlive(t);
  const endless = (): Readable => {
    let count = 0;
    return new Readable({
      read() {
        count += 1;
        if (count < 40) this.push(Buffer.from(`${token(count)}\n${'x'.repeat(60_000)}`));
      },
    });
  };
  const reason = new Error('enough');
  const aborting = new AbortController();
  setTimeout(() => aborting.abort(reason), 50);
  const input = (stream: Readable) => ({ kind: 'stream', name: 'a', stream }) as const;
  await assert.rejects(scan(catalogue, input(endless()), { signal: aborting.signal }), (error) => error === reason);
  const deadline = AbortSignal.timeout(1500);
  const { findings, summary } = await scan(catalogue, input(endless()), { deadline, windowBytes: 100_000 });
  assert.equal(summary.timedOut, true);
  assert.ok(findings.length > 0 && findings.length < 40);
});

test("a stream's own error is no clean scan", async (t) => {
  keepAlive(t);
  const stream = new Readable({ read: () => undefined });
  setImmediate(() => stream.destroy(new Error('EIO: made up')));
  await assert.rejects(scan(catalogue, { kind: 'stream', name: 'a', stream }, {}), /EIO/);
});
