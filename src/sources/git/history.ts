/** What the selected commits brought: each blob once, with the first commit and path that had it. */
import type { GitObject } from '../../model/git-object.ts';
import { addNamedObjects, parseTypes } from './named-objects.ts';
import { ObjectSet } from './object-set.ts';
import { runGit, streamGit } from './process.ts';
import { isContent, RawDiffParser, rawDiffArgs } from './raw-diff.ts';
import { type GitRepository, gitProblem } from './repository.ts';
import { checkSelection, type HistoryOptions, type Selection, selectionProblem } from './selection.ts';

export interface History {
  /** Oldest first: what a commit brings stands before what later ones bring. */
  readonly objects: readonly GitObject[];
  /** Oldest first. */
  readonly commits: readonly string[];
}

const nothing = { commits: [], others: [] };

/** What stands in the place of a path. */
const commitMessageName = '(commit message)';
const unreachableName = '(unreachable object)';

export async function listHistory(
  repository: GitRepository,
  selection: Selection,
  options: HistoryOptions,
): Promise<History> {
  const { commits, others } = selection.isNothing === true ? nothing : await listCommits(repository, selection);
  checkSelection(repository, selection, commits, options);
  const objects = new ObjectSet();
  await addCommits(repository, commits, objects);
  if (others.length > 0) await addNamedObjects(repository, others, objects);
  const unreachable = options.unreachable === true ? await addUnreachable(repository, objects) : [];
  return { objects: objects.list(), commits: [...commits, ...unreachable] };
}

/** Commits, oldest first, and what else the refs name: tags, and refs to trees and blobs. */
async function listCommits(
  repository: GitRepository,
  selection: Selection,
): Promise<{ commits: string[]; others: string[] }> {
  // With trees left out, the objects are only those that a ref names itself.
  const objectArgs = ['--objects', '--filter=tree:0'];
  // Without --date-order a commit of a young branch could stand before an older one that has the same blob.
  const args = ['--date-order', '--reverse', ...(selection.wholeHistory ? objectArgs : []), ...selection.args, '--'];
  try {
    const lines = (await runGit(repository.context, 'rev-list', args)).toString('latin1').split('\n');
    const commits: string[] = [];
    const others: string[] = [];
    for (const line of lines) {
      const space = line.indexOf(' ');
      if (space !== -1) others.push(line.slice(0, space));
      else if (line !== '') commits.push(line);
    }
    return { commits, others };
  } catch (error) {
    throw selectionProblem(error, selection, repository.context.folder);
  }
}

/** What they brought, and their messages. */
async function addCommits(repository: GitRepository, commits: readonly string[], objects: ObjectSet): Promise<void> {
  if (commits.length === 0) return;
  const parser = new RawDiffParser((change, commit) => {
    if (isContent(change)) objects.add({ id: change.id, path: change.path, commit });
  });
  try {
    await streamGit(repository.context, 'diff-tree', ['--stdin', ...rawDiffArgs], `${commits.join('\n')}\n`, (chunk) =>
      parser.push(chunk),
    );
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
  parser.end();
  for (const commit of commits) objects.addWithoutPath({ id: commit, path: commitMessageName, commit });
}

/**
 * Everything in the object store that the history did not name: commits first, so that their blobs get a path.
 * Answers those commits.
 */
async function addUnreachable(repository: GitRepository, objects: ObjectSet): Promise<readonly string[]> {
  const all = (await listObjects(repository))
    .filter(({ id, type }) => type !== 'tree' && !objects.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const idsOf = (wanted: string): string[] => all.filter(({ type }) => type === wanted).map(({ id }) => id);
  const commits = idsOf('commit');
  await addCommits(repository, commits, objects);
  await addNamedObjects(repository, idsOf('tag'), objects);
  for (const id of idsOf('blob')) objects.addWithoutPath({ id, path: unreachableName, commit: '' });
  return commits;
}

async function listObjects(repository: GitRepository): Promise<ReturnType<typeof parseTypes>> {
  const args = ['--batch-all-objects', '--batch-check=%(objectname) %(objecttype)', '--unordered', '--buffer'];
  try {
    return parseTypes(await runGit(repository.context, 'cat-file', args));
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
}
