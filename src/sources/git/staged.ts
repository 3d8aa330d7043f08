/** What the next commit would hold: the index's blobs, not the work tree's files. */
import type { GitObject } from '../../model/git-object.ts';
import type { FailedInput } from '../../model/summary.ts';
import { ObjectSet } from './object-set.ts';
import { type GitContext, GitError, type RunningGit, runGit, startGit } from './process.ts';
import { isContent, RawDiffParser } from './raw-diff.ts';
import { emptyTree, type GitRepository, gitProblem } from './repository.ts';

export interface Staged {
  readonly objects: readonly GitObject[];
  /** Unmerged paths: what they will hold is not decided. */
  readonly failed: readonly FailedInput[];
}

/**
 * Asks git for the index against HEAD, in any folder of the work tree: a hook waits for git, so it is asked before it is
 * known whether there is a repository at all. Then its error is of no interest.
 */
export function startStagedDiff(context: GitContext): RunningGit {
  return startGit(context, 'diff-index', diffArgs('HEAD'));
}

/** Index against HEAD (or nothing, before the first commit). Reads no file of the work tree and refreshes nothing. */
export async function listStaged(repository: GitRepository, diff: RunningGit): Promise<Staged> {
  const objects = new ObjectSet();
  const failed: FailedInput[] = [];
  const parser = new RawDiffParser((change) => {
    if (change.status === 'U') failed.push(unmerged(change.path));
    else if (isContent(change)) objects.add({ id: change.id, path: change.path, commit: '' });
  });
  try {
    parser.push(await outputOf(diff, repository));
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
  parser.end();
  return { objects: objects.list(), failed };
}

async function outputOf(diff: RunningGit, repository: GitRepository): Promise<Buffer> {
  try {
    return await diff.answer();
  } catch (error) {
    // Asked only now: nearly always there is a HEAD, and a hook waits for each process.
    if (!(error instanceof GitError) || (await hasHead(repository))) throw error;
    return runGit(repository.context, 'diff-index', diffArgs(emptyTree[repository.objectFormat]));
  }
}

function diffArgs(base: string): string[] {
  const args = ['--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv'];
  return [...args, '--no-relative', '--ignore-submodules=all', base, '--'];
}

async function hasHead(repository: GitRepository): Promise<boolean> {
  try {
    await runGit(repository.context, 'rev-parse', ['--verify', '--quiet', 'HEAD^{commit}']);
    return true;
  } catch (error) {
    // Quiet, and status 1: there is no HEAD yet. Anything that git says is another matter.
    if (error instanceof GitError && error.status === 1 && error.stderr === '') return false;
    throw error;
  }
}

function unmerged(path: string): FailedInput {
  return {
    path: Buffer.from(path, 'latin1').toString('utf8'),
    code: 'UNMERGED',
    message: 'the path is unmerged: resolve the conflict and git add it',
  };
}
