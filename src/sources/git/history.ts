/** What the selected commits brought: each blob once, with the first commit and path that had it. */
import type { GitObject } from '../../model/git-object.ts';
import { addNamedObjects, parseTypes } from './named-objects.ts';
import { runGit, streamGit } from './process.ts';
import { isContent, RawDiffParser, rawDiffArgs } from './raw-diff.ts';
import { type GitRepository, gitProblem } from './repository.ts';
import { checkSelection, type HistoryOptions, type Selection, selectionProblem } from './selection.ts';

export interface History {
  /** Oldest first: what a commit brings stands before what later ones bring. */
  readonly objects: readonly GitObject[];
  readonly commitCount: number;
}

/** What stands in the place of a path. */
const commitMessageName = Buffer.from('(commit message)');
const unreachableName = Buffer.from('(unreachable object)');

export async function listHistory(
  repository: GitRepository,
  selection: Selection,
  options: HistoryOptions,
): Promise<History> {
  const { commits, others } = await listCommits(repository, selection);
  checkSelection(repository, selection, commits, options);
  const objects = new Map<string, GitObject>();
  const add = (object: GitObject): void => {
    if (!objects.has(object.id)) objects.set(object.id, object);
  };
  await readChanges(repository, commits, add);
  for (const commit of commits) add({ id: commit, path: commitMessageName, commit });
  if (others.length > 0) await addNamedObjects(repository, others, add);
  if (options.unreachable === true) await addUnreachable(repository, objects, add);
  return { objects: [...objects.values()], commitCount: commits.length };
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

async function readChanges(
  repository: GitRepository,
  commits: readonly string[],
  add: (object: GitObject) => void,
): Promise<void> {
  if (commits.length === 0) return;
  const parser = new RawDiffParser((change, commit) => {
    if (isContent(change)) add({ id: change.id, path: change.path, commit });
  });
  try {
    await streamGit(repository.context, 'diff-tree', ['--stdin', ...rawDiffArgs], `${commits.join('\n')}\n`, (chunk) =>
      parser.push(chunk),
    );
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
  parser.end();
}

/** Everything in the object store that the history did not name: commits first, so that their blobs get a path. */
async function addUnreachable(
  repository: GitRepository,
  known: ReadonlyMap<string, GitObject>,
  add: (object: GitObject) => void,
): Promise<void> {
  const all = (await listObjects(repository))
    .filter(({ id, type }) => type !== 'tree' && !known.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const commits = all.filter(({ type }) => type === 'commit').map(({ id }) => id);
  await readChanges(repository, commits, add);
  for (const commit of commits) add({ id: commit, path: commitMessageName, commit });
  await addNamedObjects(
    repository,
    all.filter(({ type }) => type === 'tag').map(({ id }) => id),
    add,
  );
  for (const { id, type } of all) if (type === 'blob') add({ id, path: unreachableName, commit: '' });
}

async function listObjects(repository: GitRepository): Promise<ReturnType<typeof parseTypes>> {
  const args = ['--batch-all-objects', '--batch-check=%(objectname) %(objecttype)', '--unordered', '--buffer'];
  try {
    return parseTypes(await runGit(repository.context, 'cat-file', args));
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
}
