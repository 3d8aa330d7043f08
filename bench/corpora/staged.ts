import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import { hexDigits, seededRandom } from '../random.ts';
import type { Corpus, PlantedSecret } from './corpus.ts';

const FILES = 100_000;
const PLANTED: PlantedSecret = { file: 'staged.py', line: 2, column: 10, kind: 'digitalocean' };

/** A repository of many small files in one commit, and one staged file with a secret: what a commit hook is asked about. */
export const stagedCorpus: Corpus = {
  name: 'staged',
  describe: `a repository of ${FILES} files, and one staged file with a secret`,
  prepare() {
    const path = cacheFolder('staged');
    if (!existsSync(path)) writeRepository(path);
    return { path, files: 1, bytes: 100, planted: [PLANTED] };
  },
};

function writeRepository(path: string): void {
  const partial = `${path}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mustRun(['git', 'init', '-q', '--template=', partial]);
  execFileSync('git', ['-C', partial, 'fast-import', '--quiet'], { input: commitOfAll() });
  const git = (...words: readonly string[]): string => mustRun(['git', '-C', partial, ...words]);
  git('symbolic-ref', 'HEAD', 'refs/heads/main');
  git('reset', '-q', '--hard');
  git('repack', '-adq');
  const secret = `dop_v1_${seededRandom('staged').text(hexDigits, 64)}`;
  writeFileSync(join(partial, PLANTED.file), `import os\nTOKEN = '${secret}'\n`);
  git('add', PLANTED.file);
  renameSync(partial, path);
}

/** For `git fast-import`. */
function commitOfAll(): string {
  const head = 'commit refs/heads/main\ncommitter Bench <bench@localhost> 1500000000 +0000\ndata 3\nall\n';
  const files = Array.from({ length: FILES }, (_, index) => {
    const text = `# file ${index}\n`;
    return `M 100644 inline ${filePath(index)}\ndata ${text.length}\n${text}`;
  });
  return `${head}${files.join('\n')}\n`;
}

function filePath(index: number): string {
  return `pkg${Math.floor(index / 1000)}/module${Math.floor(index / 25) % 40}/part_${index}.py`;
}
