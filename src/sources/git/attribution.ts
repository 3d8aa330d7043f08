/** Of all versions that hold a secret, the first: its commit and path. */
import type { Finding } from '../../model/finding.ts';
import { readCommits } from './commits.ts';
import { runGit } from './process.ts';
import { RawDiffParser, rawDiffArgs } from './raw-diff.ts';
import { type GitRepository, gitProblem } from './repository.ts';

/**
 * `findings` carry the commit that brought their object, by its id alone. Answers each secret of a path once, at the
 * first of `order` (commits, oldest first) that brought it; a path that a file was renamed to is not another one. In the order
 * of `findings`, with author, date and subject.
 */
export async function attribute(
  repository: GitRepository,
  order: readonly string[],
  findings: readonly Finding[],
): Promise<Finding[]> {
  const ages = new Map(order.map((commit, age) => [commit, age]));
  const age = (finding: Finding): number => ages.get(finding.commit?.sha ?? '') ?? -1;
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.id} ${secretText(finding)}`;
    const known = first.get(key);
    if (known === undefined || age(finding) < age(known)) first.set(key, finding);
  }
  const kept = new Set(await withoutRenamed(repository, [...first.values()], age));
  const commits = await readCommits(
    repository,
    [...kept].flatMap(({ commit }) => (commit === undefined ? [] : [commit.sha])),
  );
  return findings
    .filter((finding) => kept.has(finding))
    .map((finding) => {
      const commit = finding.commit === undefined ? undefined : commits.get(finding.commit.sha);
      return commit === undefined ? finding : { ...finding, commit };
    });
}

function secretText(finding: Finding): string {
  return Buffer.from(finding.secret.reveal()).toString('latin1');
}

/** Leaves out the findings that a commit brought under a new path while it deleted the old path of the same secret. */
async function withoutRenamed(
  repository: GitRepository,
  findings: readonly Finding[],
  age: (finding: Finding) => number,
): Promise<readonly Finding[]> {
  const bySecret = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${secretText(finding)}`;
    const group = bySecret.get(key);
    if (group === undefined) bySecret.set(key, [finding]);
    else group.push(finding);
  }
  const suspects = [...bySecret.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) => group.filter((finding) => group.some((other) => age(other) < age(finding))));
  const deleted = await deletedPaths(
    repository,
    new Set(suspects.flatMap(({ commit }) => (commit === undefined ? [] : [commit.sha]))),
  );
  const renamed = new Set(
    suspects.filter((finding) => {
      const gone = deleted.get(finding.commit?.sha ?? '');
      const group = bySecret.get(`${finding.rule} ${secretText(finding)}`) ?? [];
      return (
        gone !== undefined && group.some((other) => age(other) < age(finding) && gone.has(latin1(other.fileBytes)))
      );
    }),
  );
  return findings.filter((finding) => !renamed.has(finding));
}

/** For each commit the paths that it deleted, a character a byte. */
async function deletedPaths(
  repository: GitRepository,
  commits: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const deleted = new Map<string, Set<string>>();
  if (commits.size === 0) return deleted;
  const parser = new RawDiffParser((change, commit) => {
    if (!/^D+$/.test(change.status)) return;
    const paths = deleted.get(commit) ?? new Set();
    deleted.set(commit, paths.add(change.path));
  });
  try {
    const input = `${[...commits].join('\n')}\n`;
    parser.push(await runGit(repository.context, 'diff-tree', ['--stdin', ...rawDiffArgs], input));
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
  parser.end();
  return deleted;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
