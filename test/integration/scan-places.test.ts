// Where a secret is found: first and last byte, every encoding and line ending, every position at a window's border,
// read or mapped.
import assert from 'node:assert/strict';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type ScanSettings, scan } from '../../src/scan/scan.ts';
import { catalogueOf, temporaryFolder, token, tokenRule, writeTree } from '../helpers/scan-with.ts';

const catalogue = catalogueOf(tokenRule);
const SECRET = token(7);

interface Found {
  line: number;
  column: number;
  offset: number;
  length: number;
  secret: string;
}

async function find(path: string, settings: ScanSettings = {}): Promise<Found[]> {
  const { findings, summary } = await scan(catalogue, { kind: 'paths', paths: [path] }, settings);
  assert.deepEqual(summary.failed, []);
  return findings.map(({ line, column, offset, length, secret }) => ({
    line,
    column,
    offset,
    length,
    secret: Buffer.from(secret.reveal()).toString(),
  }));
}

function utf16(text: string, order: 'le' | 'be', bom: boolean): Buffer {
  const bytes = Buffer.from((bom ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const latin = 'The quick brown fox.\n'.repeat(20);
const cases: { name: string; content: string | Buffer; line: number; column: number; offset: number; wide?: true }[] = [
  { name: 'at the first byte', content: `${SECRET}\nrest\n`, line: 1, column: 1, offset: 0 },
  { name: 'at the last byte, without a final newline', content: `a\nb ${SECRET}`, line: 2, column: 3, offset: 4 },
  { name: 'the whole file', content: SECRET, line: 1, column: 1, offset: 0 },
  { name: 'with CRLF', content: `one\r\ntwo\r\n  ${SECRET}\r\n`, line: 3, column: 3, offset: 12 },
  { name: 'behind characters beyond ASCII', content: `é😀${SECRET}\n`, line: 1, column: 4, offset: 6 },
  {
    name: 'behind bytes that are not UTF-8',
    content: Buffer.concat([Buffer.from([0xff, 0xe9, 0x20]), Buffer.from(SECRET)]),
    line: 1,
    column: 4,
    offset: 3,
  },
  { name: 'behind a UTF-8 byte-order mark', content: `\uFEFF${SECRET}\n`, line: 1, column: 1, offset: 3 },
  {
    name: 'in UTF-16 LE with a mark',
    content: utf16(`${latin}x ${SECRET}\n`, 'le', true),
    line: 21,
    column: 3,
    offset: 2 + 2 * (latin.length + 2),
    wide: true,
  },
  {
    name: 'in UTF-16 BE with a mark',
    content: utf16(`é😀 ${SECRET}`, 'be', true),
    line: 1,
    column: 5,
    offset: 2 + 2 * 4,
    wide: true,
  },
  {
    name: 'in UTF-16 LE without a mark',
    content: utf16(`${latin}${SECRET}\r\n`, 'le', false),
    line: 21,
    column: 1,
    offset: 2 * latin.length,
    wide: true,
  },
  {
    name: 'in UTF-16 BE without a mark',
    content: utf16(`${latin}${SECRET}`, 'be', false),
    line: 21,
    column: 1,
    offset: 2 * latin.length,
    wide: true,
  },
];

const ways: { name: string; settings: ScanSettings }[] = [
  { name: 'read whole', settings: {} },
  { name: 'mapped', settings: { mapThresholdBytes: 4096, windowBytes: 4096, mapLargeFiles: true } },
  { name: 'read in windows', settings: { mapThresholdBytes: 4096, windowBytes: 4096 } },
];

for (const { name, content, line, column, offset, wide } of cases) {
  test(`a secret is found ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    writeTree(folder, { 'case.txt': content });
    const length = SECRET.length * (wide ? 2 : 1);
    assert.deepEqual(await find(join(folder, 'case.txt')), [{ line, column, offset, length, secret: SECRET }]);
  });
}

// One file has a secret at each position around the window's border; the fill moves it byte by byte.
for (const { name, settings } of ways.slice(1)) {
  for (const encoding of ['utf8', 'utf16le'] as const) {
    test(`a secret is found at each position of a window's border, ${encoding}, ${name}`, async (t) => {
      const folder = temporaryFolder(t);
      const unit = encoding === 'utf8' ? 1 : 2;
      const border = 8192;
      const files: Record<string, Uint8Array> = {};
      const expected = new Map<string, Found>();
      for (let at = border / unit - SECRET.length - 3; at <= border / unit + 3; at += 1) {
        const lines = Math.floor(at / 50);
        const fill = `${'.'.repeat(49)}\n`.repeat(lines) + '-'.repeat(at - lines * 50);
        const file = `at-${at}.txt`;
        files[file] = Buffer.from(`${fill}${SECRET}\n${'tail\n'.repeat(1500)}`, encoding);
        const column = at - lines * 50 + 1;
        expected.set(file, {
          line: lines + 1,
          column,
          offset: at * unit,
          length: SECRET.length * unit,
          secret: SECRET,
        });
      }
      writeTree(folder, files);
      for (const threads of [1, 2]) {
        const { findings } = await scan(catalogue, { kind: 'paths', paths: [folder] }, { ...settings, threads });
        assert.equal(findings.length, expected.size);
        for (const finding of findings) {
          const { line, column, offset, length } = finding;
          const secret = Buffer.from(finding.secret.reveal()).toString();
          assert.deepEqual({ line, column, offset, length, secret }, expected.get(finding.file), finding.file);
        }
      }
    });
  }
}

for (const { name, settings } of ways) {
  test(`the same findings for every number of threads and size of window, ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    const files: Record<string, string> = {};
    for (let i = 0; i < 40; i += 1) {
      const lines = Array.from({ length: 400 * (i % 7) + 3 }, (_, n) =>
        n % 97 === i ? `key ${token(n * 100 + i)} é` : `line ${n}`,
      );
      files[`d${i % 5}/f${i}.txt`] = lines.join(i % 2 === 0 ? '\n' : '\r\n');
    }
    writeTree(folder, files);
    const all = await Promise.all(
      [1, 2, 8].flatMap((threads) =>
        [0, 1000, 4096].map(async (windowBytes) => {
          const result = await scan(
            catalogue,
            { kind: 'paths', paths: [folder] },
            { ...settings, threads, windowBytes },
          );
          assert.equal(result.summary.filesScanned, 40);
          return JSON.stringify(result.findings);
        }),
      ),
    );
    assert.ok((all[0]?.length ?? 0) > 1000);
    assert.equal(new Set(all).size, 1);
  });
}

test('a secret is found on a line of 200 MB', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'line.txt');
  const before = 190 * 1024 * 1024;
  const file = openSync(path, 'w');
  const block = Buffer.alloc(1024 * 1024, '.');
  writeSync(file, 'first line\n');
  for (let written = 0; written < before; written += block.length) writeSync(file, block);
  writeSync(file, SECRET);
  for (let i = 0; i < 10; i += 1) writeSync(file, block);
  closeSync(file);
  assert.deepEqual(await find(path), [
    { line: 2, column: before + 1, offset: 11 + before, length: SECRET.length, secret: SECRET },
  ]);
});

test('a file that is nothing but secrets is capped, and says so', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'many.txt');
  const count = 30_000;
  writeFileSync(path, Array.from({ length: count }, (_, n) => token(n)).join('\n'));
  const whole = await scan(catalogue, { kind: 'paths', paths: [path] }, {});
  const cut = await scan(
    catalogue,
    { kind: 'paths', paths: [path] },
    { mapThresholdBytes: 4096, windowBytes: 4096, threads: 2 },
  );
  for (const { findings, summary } of [whole, cut]) {
    assert.equal(findings.length, 1000);
    assert.equal(findings.at(-1)?.line, 1000);
    assert.deepEqual(summary.findingsCapped, [{ path, count: count - 1000 }]);
  }
});

test('a sparse file of a terabyte costs what its data costs', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'sparse.txt');
  const at = 1024 ** 4;
  const file = openSync(path, 'w');
  writeSync(file, 'text\n', 0);
  writeSync(file, `\n${SECRET}\n`, at);
  closeSync(file);
  // The hole reads as NULs behind the first 8 KiB, so the file counts as text when its beginning does.
  writeFileSync(path, 'text\n'.repeat(2000), { flag: 'r+' });
  const [found] = await find(path);
  assert.deepEqual([found?.offset, found?.secret], [at + 1, SECRET]);
});
