/**
 * Builds the three large histories of the git benchmark: the released versions of an npm package, committed one after
 * another and repacked. Together more than 20,000 blobs and 3 GB inflated.
 *
 * `node dist/bench/git-corpora.js OUTPUT_DIR`: makes OUTPUT_DIR/git-typescript, git-three and git-webpack (bare), leaves
 * those that are there alone, and prints what each holds. Needs npm, git and the network.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';

interface Corpus {
  readonly name: string;
  readonly npmPackage: string;
  readonly versions: RegExp;
  readonly limit: number;
}

/** Few large files that change in every version; many middling files; many small ones. */
const CORPORA: readonly Corpus[] = [
  { name: 'git-typescript', npmPackage: 'typescript', versions: /^[45]\.\d+\.\d+$/, limit: 60 },
  { name: 'git-three', npmPackage: 'three', versions: /^0\.1\d\d\.\d+$/, limit: 80 },
  { name: 'git-webpack', npmPackage: 'webpack', versions: /^[345]\.\d+\.\d+$/, limit: 300 },
];
const VERSIONS_PER_NPM_CALL = 20;
const TAR_BLOCK_BYTES = 512;

const [outputDir] = process.argv.slice(2);
if (outputDir === undefined) {
  console.error('usage: node dist/bench/git-corpora.js OUTPUT_DIR');
  process.exit(2);
}
for (const corpus of CORPORA) {
  const repository = join(outputDir, corpus.name);
  if (!existsSync(repository)) await build(corpus, repository);
  console.log(`${corpus.name}: ${describe(repository)}`);
}

async function build(corpus: Corpus, repository: string): Promise<void> {
  mkdirSync(outputDir as string, { recursive: true });
  const temporary = mkdtempSync(join(outputDir as string, `.${corpus.name}-`));
  const versions = evenly(listVersions(corpus), corpus.limit);
  run('git', ['init', '-q', '--bare', join(temporary, 'repo')]);
  const importer = spawn('git', ['-C', join(temporary, 'repo'), 'fast-import', '--quiet'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  for (let first = 0; first < versions.length; first += VERSIONS_PER_NPM_CALL) {
    const batch = versions.slice(first, first + VERSIONS_PER_NPM_CALL);
    run('npm', [
      'pack',
      '--silent',
      '--pack-destination',
      temporary,
      ...batch.map((version) => `${corpus.npmPackage}@${version}`),
    ]);
    for (const [index, version] of batch.entries()) {
      const tarball = join(temporary, `${corpus.npmPackage}-${version}.tgz`);
      await writeCommit(importer.stdin, version, first + index, gunzipSync(readFileSync(tarball)));
      rmSync(tarball);
    }
  }
  importer.stdin.end();
  const [status] = (await once(importer, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`git fast-import ended with ${status}`);
  run('git', ['-C', join(temporary, 'repo'), 'repack', '-adfq', '--threads=1']);
  renameSync(join(temporary, 'repo'), repository);
  rmSync(temporary, { recursive: true });
}

function listVersions(corpus: Corpus): string[] {
  const all = JSON.parse(run('npm', ['view', corpus.npmPackage, 'versions', '--json'])) as string[];
  return all.filter((version) => corpus.versions.test(version));
}

function evenly<T>(items: readonly T[], limit: number): T[] {
  if (items.length <= limit) return [...items];
  return Array.from({ length: limit }, (_, index) => items[Math.floor((index * items.length) / limit)] as T);
}

/** One commit that replaces the whole tree by the tarball's files, at a fixed date so that every build gives the same ids. */
async function writeCommit(out: Writable, version: string, index: number, tar: Buffer): Promise<void> {
  const message = `version ${version}\n`;
  const date = `${1_500_000_000 + index * 86_400} +0000`;
  out.write(
    `commit refs/heads/main\ncommitter Bench <bench@localhost> ${date}\ndata ${message.length}\n${message}deleteall\n`,
  );
  for (const file of tarFiles(tar)) {
    out.write(`M 100644 inline ${JSON.stringify(file.path)}\ndata ${file.bytes.length}\n`);
    if (!out.write(file.bytes)) await once(out, 'drain');
    out.write('\n');
  }
  out.write('\n');
}

/** The regular files of a ustar archive; npm's archives hold nothing else that matters here. */
function* tarFiles(tar: Buffer): Generator<{ path: string; bytes: Buffer }> {
  let longPath: string | undefined;
  for (let offset = 0; offset + TAR_BLOCK_BYTES <= tar.length; ) {
    const header = tar.subarray(offset, offset + TAR_BLOCK_BYTES);
    if (header[0] === 0) return;
    const size = Number.parseInt(text(header, 124, 12), 8);
    const bytes = tar.subarray(offset + TAR_BLOCK_BYTES, offset + TAR_BLOCK_BYTES + size);
    const type = text(header, 156, 1);
    const prefix = text(header, 345, 155);
    const path = longPath ?? (prefix === '' ? '' : `${prefix}/`) + text(header, 0, 100);
    longPath = undefined;
    if (type === 'x') longPath = /\d+ path=(.*)\n/.exec(bytes.toString())?.[1];
    if (type === '0' || type === '') yield { path: path.replace(/^[^/]+\//, ''), bytes };
    offset += TAR_BLOCK_BYTES * (1 + Math.ceil(size / TAR_BLOCK_BYTES));
  }
}

function text(block: Buffer, start: number, length: number): string {
  return block
    .toString('latin1', start, start + length)
    .replace(/\0.*$/s, '')
    .trim();
}

function describe(repository: string): string {
  const lines = run('git', [
    '-C',
    repository,
    'cat-file',
    '--batch-all-objects',
    '--batch-check=%(objecttype) %(objectsize)',
    '--unordered',
  ]);
  const sizes = lines
    .split('\n')
    .filter((line) => line.startsWith('blob '))
    .map((line) => Number(line.slice(5)));
  const inflated = sizes.reduce((sum, size) => sum + size, 0);
  return `${sizes.length} blobs, ${(inflated / 1e9).toFixed(2)} GB inflated`;
}

function run(command: string, args: readonly string[]): string {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} ended with ${result.status}`);
  return result.stdout;
}
