import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/native/package-root.ts';
import { mustRun } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import type { Corpus } from './corpus.ts';

/** Three bare repositories in one folder, made by bench/git-corpora.ts. Files and bytes are blobs, inflated. */
export const gitCorpus: Corpus = {
  name: 'git',
  describe: 'histories of released versions of typescript, three and webpack',
  prepare() {
    const path = cacheFolder('git');
    mustRun(['node', join(packageRoot(), 'dist/bench/git-corpora.js'), path], { timeoutSeconds: 3600 });
    const sizes = readdirSync(path).flatMap((name) => blobSizes(join(path, name)));
    return { path, files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0), planted: [] };
  },
};

function blobSizes(repository: string): number[] {
  const format = '--batch-check=%(objecttype) %(objectsize)';
  const list = mustRun(['git', '-C', repository, 'cat-file', '--batch-all-objects', '--unordered', format]);
  return list
    .split('\n')
    .filter((line) => line.startsWith('blob '))
    .map((line) => Number(line.slice('blob '.length)));
}
