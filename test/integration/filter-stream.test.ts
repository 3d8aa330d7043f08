// The masked copy of a stream is the stream with each finding of a whole scan masked, wherever it is cut.
import assert from 'node:assert/strict';
import { Readable, Writable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { filterStream } from '../../src/cli/filter-stream.ts';
import { loadNative } from '../../src/native/load.ts';
import { maskSecret } from '../../src/report/mask.ts';
import { type ScanSettings, scan } from '../../src/scan/scan.ts';
import { catalogueOf, pairRule, token, tokenRule } from '../helpers/scan-with.ts';

const catalogue = catalogueOf(tokenRule);
const native = loadNative();
const contextBytes = native.context_bytes(
  native.compile(catalogue.arrays, catalogue.database, { compile_patterns_now: false }),
);
const mask = { kind: 'partial' } as const;

async function filter(bytes: Buffer, chunkBytes: number, settings: ScanSettings = {}, rules = catalogue) {
  const chunks: Buffer[] = [];
  const output = new Writable({
    highWaterMark: 1000,
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      setImmediate(done);
    },
  });
  const count = Math.ceil(bytes.length / chunkBytes);
  const input = Readable.from(
    Array.from({ length: count }, (_, i) => bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes)),
  );
  const masked = await filterStream(rules, input, output, 'a.txt', mask, settings);
  return { masked, copy: Buffer.concat(chunks) };
}

/** From one scan of the whole. */
async function reference(bytes: Buffer): Promise<Buffer> {
  const { findings } = await scan(catalogue, { kind: 'texts', texts: [{ name: 'a.txt', data: bytes }] }, {});
  const parts: Buffer[] = [];
  let at = 0;
  for (const { offset, length, secret } of findings) {
    parts.push(bytes.subarray(at, offset), Buffer.from(maskSecret(secret.reveal(), mask)));
    at = offset + length;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

test('the same as a scan of the whole, for all chunks and pieces', async () => {
  const part = fc.oneof(
    fc.integer({ min: 0, max: 99 }).map((n) => ` ${token(n)} `),
    fc.constantFrom('\n', 'é', '😀', 'tok_', 'words '),
    fc.integer({ min: 0, max: 3 * contextBytes }).map((size) => 'x'.repeat(size)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 30 }), fc.integer({ min: 1, max: 70_000 }), async (parts, size) => {
      const bytes = Buffer.from(parts.join(''));
      const { copy } = await filter(bytes, size, { windowBytes: 4096 });
      assert.ok(copy.equals(await reference(bytes)));
    }),
    { numRuns: 60 },
  );
});

test('bytes of every kind come through as they are', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 256));
  assert.ok((await filter(bytes, 777, { windowBytes: 4096 })).copy.equals(bytes));
  assert.equal((await filter(Buffer.alloc(0), 1)).copy.length, 0);
});

test('a stream that looks binary is masked all the same', async () => {
  const bytes = Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(` ${token(3)} `), Buffer.from([0])]);
  const { copy, masked } = await filter(bytes, 10);
  assert.equal(masked, 1);
  assert.ok(!copy.includes(token(3)));
  assert.deepEqual(copy.subarray(0, 4), bytes.subarray(0, 4));
});

test('UTF-16 stays UTF-16', async () => {
  for (const isBigEndian of [false, true]) {
    const bytes = Buffer.from(`\ufeffkey ${token(3)} end\n`, 'utf16le');
    if (isBigEndian) bytes.swap16();
    const { copy } = await filter(bytes, 7);
    if (isBigEndian) copy.swap16();
    assert.equal(copy.toString('utf16le'), '\ufeffkey tok_******** end\n');
  }
});

test('both halves of a credential are masked, also where a piece ends between them', async () => {
  const secret = 'q7f3k9z2x8w4'.repeat(2);
  const pairs = catalogueOf(pairRule);
  for (const lead of [0, 4096 - 200, 4096 - 20, 4096 * 3 - 10]) {
    const bytes = Buffer.from(`${'x'.repeat(lead)} secret=${secret}${' '.repeat(300)}KEYID${'83920174'} \n`);
    const { copy } = await filter(bytes, 512, { windowBytes: 4096 }, pairs);
    assert.ok(!copy.includes(secret) && !copy.includes('83920174'), `lead ${lead}`);
  }
});

test('far more secrets than a report has are masked', async () => {
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => `${token(i)}\n`).join(''));
  const { copy, masked } = await filter(bytes, 65_536);
  assert.equal(masked, 5000);
  assert.ok(!/tok_[a-z0-9]/.test(copy.toString()));
});

test('an aborted copy rejects with the reason', async () => {
  const reason = new Error('enough');
  const input = new Readable({ read: () => undefined });
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const aborting = new AbortController();
  setTimeout(() => aborting.abort(reason), 20);
  await assert.rejects(
    filterStream(catalogue, input, output, 'a', mask, { signal: aborting.signal }),
    (error) => error === reason,
  );
});
