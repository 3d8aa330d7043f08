/** Who, when and why: the metadata of the few commits that have findings. */
import { readBatch } from './named-objects.ts';
import { runGit } from './process.ts';
import { type GitRepository, gitProblem } from './repository.ts';

export interface CommitInfo {
  readonly sha: string;
  /** `Name <mail>` */
  readonly author: string;
  /** RFC 3339 in the author's zone; '' where the commit has no date that can be read. */
  readonly date: string;
  /** The message's first line. */
  readonly subject: string;
}

export async function readCommits(
  repository: GitRepository,
  shas: Iterable<string>,
): Promise<ReadonlyMap<string, CommitInfo>> {
  const wanted = [...new Set(shas)];
  const commits = new Map<string, CommitInfo>();
  if (wanted.length === 0) return commits;
  try {
    const output = await runGit(repository.context, 'cat-file', ['--batch', '--buffer'], `${wanted.join('\n')}\n`);
    for (const { id, bytes } of readBatch(output, wanted)) commits.set(id, parseCommit(id, bytes));
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
  return commits;
}

/** A commit's bytes may be hostile. */
function parseCommit(sha: string, bytes: Buffer): CommitInfo {
  const headersEnd = bytes.indexOf('\n\n');
  const headers = decode(headersEnd === -1 ? bytes : bytes.subarray(0, headersEnd), '');
  const encoding = /^encoding (\S+)$/m.exec(headers)?.[1] ?? '';
  const message = headersEnd === -1 ? '' : decode(bytes.subarray(headersEnd + 2), encoding);
  const authorLine = /^author (.*)$/m.exec(
    headersEnd === -1 ? headers : decode(bytes.subarray(0, headersEnd), encoding),
  );
  const [, author = '', seconds, zone] = /^(.*?) ?(?:(-?\d+) ([+-]\d{4}))?$/.exec(authorLine?.[1] ?? '') ?? [];
  return {
    sha,
    author,
    date: seconds === undefined || zone === undefined ? '' : formatDate(Number(seconds), zone),
    subject: message.trimStart().split('\n', 1)[0] ?? '',
  };
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding === '' ? 'utf-8' : encoding).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

const LATEST_SECONDS = 253_402_300_799; // the year 9999

function formatDate(seconds: number, zone: string): string {
  const minutes = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * (zone.startsWith('-') ? -1 : 1);
  const local = seconds + minutes * 60;
  if (!(local >= 0 && local <= LATEST_SECONDS)) return '';
  const text = new Date(local * 1000).toISOString().slice(0, 19);
  return zone === '+0000' || zone === '-0000' ? `${text}Z` : `${text}${zone.slice(0, 3)}:${zone.slice(3)}`;
}
