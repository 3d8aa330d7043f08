/** What refs name besides commits: tags, whose messages are scanned, and refs or tags of trees and blobs. */
import type { ObjectSet } from './object-set.ts';
import { runGit } from './process.ts';
import { isContent, RawDiffParser, rawDiffArgs } from './raw-diff.ts';
import { emptyTree, type GitRepository, gitProblem } from './repository.ts';

const namedName = '(object named by a ref)';

/** Adds the tags among `ids` with the commits that they name, and the blobs of the others. Commits are passed over. */
export async function addNamedObjects(
  repository: GitRepository,
  ids: readonly string[],
  objects: ObjectSet,
): Promise<void> {
  const types = await objectTypes(repository, ids);
  const others = types.filter(({ type }) => type !== 'tag');
  const tags = types.filter(({ type }) => type === 'tag').map(({ id }) => id);
  for (const { id, name, target, targetType } of await readTags(repository, tags)) {
    objects.addWithoutPath({
      id,
      path: Buffer.from(`(tag ${name})`).toString('latin1'),
      commit: targetType === 'commit' ? target : '',
    });
    others.push({ id: target, type: targetType });
  }
  for (const { id, type } of others) {
    if (type === 'blob') objects.addWithoutPath({ id, path: namedName, commit: '' });
    if (type === 'tree') await addTree(repository, id, objects);
  }
}

interface TypedId {
  readonly id: string;
  readonly type: string;
}

async function objectTypes(repository: GitRepository, ids: readonly string[]): Promise<TypedId[]> {
  if (ids.length === 0) return [];
  const args = ['--batch-check=%(objectname) %(objecttype)', '--buffer'];
  return parseTypes(await catFile(repository, args, ids));
}

/** Lines of `<id> <type>`. */
export function parseTypes(output: Buffer): TypedId[] {
  return output
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', type = ''] = line.split(' ');
      return { id, type };
    });
}

interface Tag {
  readonly id: string;
  readonly name: string;
  readonly target: string;
  readonly targetType: string;
}

async function readTags(repository: GitRepository, ids: readonly string[]): Promise<Tag[]> {
  if (ids.length === 0) return [];
  const output = await catFile(repository, ['--batch', '--buffer'], ids);
  return readBatch(output, ids).map(({ id, bytes }) => {
    const headers = bytes.toString('utf8').split('\n\n', 1)[0] ?? '';
    const header = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(headers)?.[1] ?? '';
    return { id, name: header('tag'), target: header('object'), targetType: header('type') };
  });
}

/** The answers of `cat-file --batch` for `ids`, in their order. Throws an Error when one is missing. */
export function readBatch(
  output: Buffer,
  ids: readonly string[],
): { readonly id: string; readonly type: string; readonly bytes: Buffer }[] {
  let position = 0;
  return ids.map((id) => {
    const headerEnd = output.indexOf('\n', position);
    const [, type = '', size] = output.toString('latin1', position, Math.max(headerEnd, position)).split(' ');
    if (headerEnd === -1 || size === undefined) throw new Error(`git cat-file has no object ${id}`);
    const start = headerEnd + 1;
    const end = start + Number(size);
    position = end + 1;
    return { id, type, bytes: output.subarray(start, end) };
  });
}

async function catFile(repository: GitRepository, args: readonly string[], ids: readonly string[]): Promise<Buffer> {
  try {
    return await runGit(repository.context, 'cat-file', args, `${ids.join('\n')}\n`);
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
}

async function addTree(repository: GitRepository, tree: string, objects: ObjectSet): Promise<void> {
  const parser = new RawDiffParser((change) => {
    if (isContent(change)) objects.add({ id: change.id, path: change.path, commit: '' });
  });
  const args = [...rawDiffArgs, emptyTree[repository.objectFormat], tree];
  try {
    parser.push(await runGit(repository.context, 'diff-tree', args));
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
  parser.end();
}
