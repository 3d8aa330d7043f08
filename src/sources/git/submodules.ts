/** The submodules of a work tree, as the index has them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runGit } from './process.ts';
import { type GitRepository, gitProblem } from './repository.ts';

export interface Submodule {
  /** Relative to the work tree. */
  readonly path: string;
  /** False when it was not cloned: its history is not here. */
  readonly isHere: boolean;
}

const ENTRY = /^160000 [0-9a-f]+ \d\t(.*)$/s;

/** None for a bare repository. */
export async function listSubmodules(repository: GitRepository): Promise<Submodule[]> {
  const { workTree } = repository;
  if (workTree === undefined) return [];
  try {
    const entries = (await runGit(repository.context, 'ls-files', ['-z', '--stage'])).toString('utf8').split('\0');
    return entries.flatMap((entry) => {
      const path = ENTRY.exec(entry)?.[1];
      return path === undefined ? [] : [{ path, isHere: existsSync(join(workTree, path, '.git')) }];
    });
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
}
