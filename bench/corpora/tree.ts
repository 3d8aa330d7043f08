import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../paths.ts';
import { alphanumeric, hexDigits, type Random, seededRandom } from '../random.ts';
import type { Corpus, PlantedSecret } from './corpus.ts';
import { treeSize } from './count.ts';

/** A generated source tree of `files` files of about `fileBytes` bytes, with one planted secret in each thousand files. */
export function treeCorpus(name: string, files: number, fileBytes: number): Corpus {
  return {
    name,
    describe: `generated source tree, ${files} files of about ${fileBytes} bytes`,
    prepare() {
      const path = cacheFolder(name);
      if (!existsSync(path)) writeTree(path, files, fileBytes);
      return { path, ...treeSize(path), planted: plantedIn(files) };
    },
  };
}

/** One small file, which is what an editor or a pre-commit hook hands to a scanner. */
export const smallCorpus: Corpus = {
  name: 'small',
  describe: 'one file of about 2 KB',
  prepare() {
    const folder = cacheFolder('small');
    const path = join(folder, 'settings.py');
    if (!existsSync(path)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, fileText(0, 2000));
    }
    return { path, files: 1, bytes: 2000, planted: [] };
  },
};

function filePath(index: number): string {
  return `pkg${Math.floor(index / 1000)}/module${Math.floor(index / 25) % 40}/part_${index}.py`;
}

function writeTree(path: string, files: number, fileBytes: number): void {
  const partial = `${path}.partial`;
  rmSync(partial, { recursive: true, force: true });
  for (let index = 0; index < files; index++) {
    const file = join(partial, filePath(index));
    if (index % 25 === 0) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, fileText(index, fileBytes));
  }
  renameSync(partial, path);
}

function plantedIn(files: number): PlantedSecret[] {
  const planted: PlantedSecret[] = [];
  for (let index = 0; index < files; index += 1000) {
    planted.push({ file: filePath(index), line: 3, column: 10, kind: 'github' });
  }
  return planted;
}

function fileText(index: number, fileBytes: number): string {
  const random = seededRandom(`tree-${index}`);
  const lines = [`"""Part ${index} of a generated tree."""`, 'import os'];
  if (index % 1000 === 0) lines.push(`TOKEN = 'dop_v1_${random.text(hexDigits, 64)}'`);
  let length = 0;
  while (length < fileBytes) {
    const line = codeLine(random);
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}

const nouns = [
  'user',
  'token',
  'key',
  'password',
  'cache',
  'index',
  'record',
  'stream',
  'secret',
  'frame',
  'batch',
  'node',
];

function codeLine(random: Random): string {
  const noun = random.pick(nouns);
  const other = random.pick(nouns);
  return random.pick([
    `def load_${noun}_${other}(${noun}, ${other}=None):`,
    `    ${noun}_${other} = self.${other}.get_${noun}(${random.below(1000)})`,
    `    if ${noun} is None and len(${other}) > ${random.below(64)}:`,
    `        raise ValueError("no ${noun} for this ${other}")`,
    `    ${noun} = os.environ["${noun.toUpperCase()}_${other.toUpperCase()}"]`,
    `    # the ${noun} outlives its ${other}, see ${random.text(hexDigits, 7)}`,
    `    return ${noun}.${other}[${random.below(9)}:${random.below(99)}]`,
    `    log.debug("${noun} %s has %d ${other}s", ${noun}_id, count_${random.text(alphanumeric, 4)})`,
    '',
  ]);
}
