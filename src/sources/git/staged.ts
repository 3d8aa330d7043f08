/** What the next commit would hold: the index's blobs, not the work tree's files. */
import type { GitObject } from '../../model/git-object.ts';
import type { FailedInput } from '../../model/summary.ts';
import { loadNative } from '../../native/load.ts';
import { ObjectSet } from './object-set.ts';
import { type GitContext, GitError, runGit } from './process.ts';
import { isContent, RawDiffParser } from './raw-diff.ts';
import { emptyTree, type GitRepository, gitProblem } from './repository.ts';

export interface Staged {
  readonly objects: readonly GitObject[];
  /** Unmerged paths: what they will hold is not decided. */
  readonly failed: readonly FailedInput[];
}

/** Index against HEAD (or nothing, before the first commit). Reads no file of the work tree and refreshes nothing. */
export async function listStaged(repository: GitRepository): Promise<Staged> {
  const objects = readIndex(repository);
  return objects === undefined ? askGit(repository) : { objects, failed: [] };
}

/**
 * In a third of the time that git takes for it, which is most of a commit hook's. Undefined where git is to be asked:
 * before the first commit, and for whatever is out of the ordinary.
 */
export function readIndex(repository: GitRepository): readonly GitObject[] | undefined {
  const { indexPath, headTree, objectFolders, objectFormat } = repository;
  if (headTree === undefined) return undefined;
  const changes = loadNative().staged_changes(indexPath, headTree, objectFolders, objectFormat);
  if (changes === undefined) return undefined;
  const idBytes = objectFormat === 'sha256' ? 32 : 20;
  const paths = changes.paths.toString('latin1').split('\0').slice(0, -1);
  const objects = new ObjectSet();
  for (const [index, path] of paths.entries()) {
    objects.add({ id: changes.ids.toString('hex', index * idBytes, (index + 1) * idBytes), path, commit: '' });
  }
  return objects.list();
}

/** The same by git, which knows every kind of index; its answer is the truth. */
export async function askGit(repository: GitRepository): Promise<Staged> {
  const objects = new ObjectSet();
  const failed: FailedInput[] = [];
  const parser = new RawDiffParser((change) => {
    if (change.status === 'U') failed.push(unmerged(change.path));
    else if (isContent(change)) objects.add({ id: change.id, path: change.path, commit: '' });
  });
  try {
    parser.push(await diffIndex(repository));
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
  parser.end();
  return { objects: objects.list(), failed };
}

async function diffIndex({ context, objectFormat }: GitRepository): Promise<Buffer> {
  const args = ['--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv'];
  const against = (base: string): Promise<Buffer> =>
    runGit(context, 'diff-index', [...args, '--no-relative', '--ignore-submodules=all', base, '--']);
  try {
    return await against('HEAD');
  } catch (error) {
    // Asked only now: nearly always there is a HEAD, and a hook waits for each process.
    if (!(error instanceof GitError) || (await hasHead(context))) throw error;
    return against(emptyTree[objectFormat]);
  }
}

async function hasHead(context: GitContext): Promise<boolean> {
  try {
    await runGit(context, 'rev-parse', ['--verify', '--quiet', 'HEAD^{commit}']);
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
