/** Which commits: the options of a git scan → arguments of `git rev-list`, each revision checked first. */
import { Problem } from '../../errors/problem.ts';
import { parseDate, parseSince } from './dates.ts';
import type { PushedRefs } from './pre-push.ts';
import { GitError, runGit } from './process.ts';
import { type GitRepository, gitProblem } from './repository.ts';

export interface HistoryOptions {
  /** Default: all refs. */
  readonly branch?: string;
  /** Commits that this one does not reach. */
  readonly sinceCommit?: string;
  /** A date, as `parseSince` reads it. */
  readonly since?: string;
  readonly maxDepth?: number;
  /** One commit. */
  readonly commit?: string;
  /** The target of a pull request: what HEAD (or `branch`) has and it has not, merge results included. */
  readonly pr?: string;
  readonly logOpts?: string;
  /** Reflogs and what no ref reaches, too. */
  readonly unreachable?: boolean;
  /** The ranges of a push: ids to publish and ids that the other side has. */
  readonly push?: PushedRefs;
  readonly allowShallow?: boolean;
  readonly allowEmpty?: boolean;
}

export interface Selection {
  /** For rev-list, without output options. */
  readonly args: readonly string[];
  /** What was asked, for messages: "all refs", "main..HEAD". */
  readonly described: string;
  /** Whether finding no commit is an answer (a date) and no mistake (a range). */
  readonly mayBeEmpty: boolean;
  /** Whether objects that are no commit's (tags, refs to blobs) belong to it. */
  readonly wholeHistory: boolean;
  /** A push that only deletes: git is not asked for the history of no commit. */
  readonly isNothing?: boolean;
}

export async function selectCommits(repository: GitRepository, options: HistoryOptions, now: Date): Promise<Selection> {
  const narrowing = narrowingArgs(options, now);
  const mayBeEmpty = options.allowEmpty === true || options.since !== undefined;
  if (options.push !== undefined) {
    const { tips, known, remote } = options.push;
    return {
      // What the other side says it has may be unknown here.
      args: ['--ignore-missing', ...tips, '--not', ...known, ...(remote === undefined ? [] : [`--remotes=${remote}`])],
      described: 'the commits to be pushed',
      mayBeEmpty: true,
      wholeHistory: false,
      isNothing: tips.length === 0,
    };
  }
  if (options.commit !== undefined) {
    const commit = await resolveCommit(repository, options.commit, '--commit');
    return {
      args: ['--no-walk', commit],
      described: `commit ${options.commit}`,
      mayBeEmpty: false,
      wholeHistory: false,
    };
  }
  if (options.logOpts !== undefined) {
    const args = parseLogOpts(options.logOpts, now);
    return { args: [...args, ...narrowing], described: options.logOpts, mayBeEmpty, wholeHistory: false };
  }
  const base = options.pr ?? options.sinceCommit;
  if (base !== undefined) {
    const excluded = await resolveCommit(repository, base, options.pr === undefined ? '--since-commit' : '--pr');
    const tip = await resolveCommit(
      repository,
      options.branch ?? 'HEAD',
      options.branch === undefined ? 'HEAD' : '--branch',
    );
    return {
      args: [tip, `^${excluded}`, ...narrowing],
      described: `${base}..${options.branch ?? 'HEAD'}`,
      mayBeEmpty,
      wholeHistory: false,
    };
  }
  if (options.branch !== undefined) {
    const tip = await resolveCommit(repository, options.branch, '--branch');
    return { args: [tip, ...narrowing], described: options.branch, mayBeEmpty, wholeHistory: false };
  }
  return {
    args: ['--all', ...(options.unreachable === true ? ['--reflog'] : []), ...narrowing],
    described: 'all refs',
    mayBeEmpty,
    wholeHistory: narrowing.length === 0,
  };
}

function narrowingArgs({ since, maxDepth }: HistoryOptions, now: Date): string[] {
  return [
    // Not --since: that stops at the first older commit, and clocks are wrong in places.
    ...(since === undefined ? [] : [`--since-as-filter=@${parseSince(since, now)}`]),
    ...(maxDepth === undefined ? [] : [`--max-count=${maxDepth}`]),
  ];
}

async function resolveCommit(repository: GitRepository, revision: string, option: string): Promise<string> {
  try {
    const args = ['--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    return (await runGit(repository.context, 'rev-parse', args)).toString('latin1').trim();
  } catch (error) {
    if (!(error instanceof GitError) || error.stderr !== '') throw gitProblem(error, repository.context.folder);
    const shallow = repository.shallowCommits.size > 0;
    throw new Problem({
      what: revision === 'HEAD' ? 'the current branch has no commit yet' : `there is no commit "${revision}"`,
      where: option,
      ...(shallow ? { why: 'the clone is shallow: the commit may be one that it left out' } : {}),
      next: [
        ...(shallow ? ['git fetch --unshallow'] : []),
        ...(revision === 'HEAD'
          ? ['Switch to a branch that has: git branch --all', 'Or name one: --branch REV']
          : [`git fetch origin ${revision.replace(/^origin\//, '')}`, 'git branch --all']),
      ],
    });
  }
}

/** Options of `git log` that only choose commits. */
const SAFE_LOG_OPTIONS =
  /^(?:--all|--branches(?:=.*)?|--tags(?:=.*)?|--remotes(?:=.*)?|--glob=.*|--exclude=.*|--first-parent|--merges|--no-merges|--max-count=\d+|-n\d+|-\d+|--skip=\d+|--author=.*|--committer=.*|--grep=.*|--not|--reflog)$/;
const DATE_OPTION = /^--(since|after|until|before)=(.*)$/;

function parseLogOpts(text: string, now: Date): string[] {
  const words = splitWords(text);
  // As with git log: HEAD, when no word says where to begin.
  const options = words.map((word) => {
    const [, name, date] = DATE_OPTION.exec(word) ?? [];
    if (name !== undefined && date !== undefined) {
      if (name === 'since' || name === 'after') return `--since-as-filter=@${parseSince(date, now)}`;
      return `--until=@${parseDate(date, now)}`;
    }
    if (!word.startsWith('-') || SAFE_LOG_OPTIONS.test(word)) return word;
    throw new Problem({
      what: `${word} cannot be passed to git`,
      where: '--log-opts',
      why: 'veil passes on only what chooses commits; paths, diff and output options would hide content from the scan',
      next: [
        'Use revisions, --all, --branches, --tags, --since=, --until=, --max-count=, --first-parent, --no-merges.',
      ],
    });
  });
  return ['--default', 'HEAD', ...options];
}

/** As a shell does, as far as quotes go: `--since="2 weeks ago"` is one word. */
function splitWords(text: string): string[] {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  if (text.replace(/"[^"]*"|'[^']*'/g, '').search(/["']/) !== -1) {
    throw new Problem({
      what: 'a quote is not closed',
      where: '--log-opts',
      next: ['Close it: --log-opts=\'--author="A B"\''],
    });
  }
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/** After the commits are listed: refuses a range that is empty by mistake, and history that a shallow clone hides. */
export function checkSelection(
  repository: GitRepository,
  selection: Selection,
  commits: readonly string[],
  options: HistoryOptions,
): void {
  if (commits.length === 0 && !selection.mayBeEmpty) {
    throw new Problem({
      what: 'no commit was selected, so nothing was scanned',
      where: selection.described,
      why: 'the range is empty: its ends are the same, in the wrong order, or the repository has no commit',
      next: ['Check the revisions with: git log --oneline RANGE', '--allow-empty accepts an empty range.'],
    });
  }
  const cut = commits.find((commit) => repository.shallowCommits.has(commit));
  if (cut !== undefined && options.allowShallow !== true) {
    throw new Problem({
      what: 'the clone is shallow: a part of the history that was asked for is not there',
      where: repository.gitFolder,
      why: `the parents of commit ${cut.slice(0, 12)} were left out of the clone`,
      next: [
        'git fetch --unshallow',
        'In GitHub Actions: actions/checkout with fetch-depth: 0; in GitLab: GIT_DEPTH: 0.',
        '--allow-shallow scans what is there.',
      ],
    });
  }
}

/** rev-list's own refusal of a revision. */
export function selectionProblem(error: unknown, selection: Selection, folder: string): unknown {
  if (
    error instanceof GitError &&
    // A ref or a pack that is damaged is another matter than a word that names nothing.
    !/bad object refs\/|\bpackfile\b|\bindex file\b|\bobject file\b/.test(error.stderr) &&
    /bad revision|unknown revision|ambiguous argument|fatal: bad object /.test(error.stderr)
  ) {
    return new Problem({
      what: 'git does not know a revision that was asked for',
      where: selection.described,
      why: error.stderr,
      next: ['git fetch --all', 'git branch --all'],
    });
  }
  return gitProblem(error, folder);
}
