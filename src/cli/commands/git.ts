import { text as readText } from 'node:stream/consumers';
import { Problem } from '../../errors/problem.ts';
import type { HistoryOptions } from '../../sources/git/selection.ts';
import { Command, Option } from '../command-definition.ts';
import { ScanningCommand } from '../scanning-command.ts';
import { oneOf, wholeNumber } from '../values.ts';

/** What says by itself what is scanned → what may make it less. Absent: anything may. */
const NARROWED_BY: Readonly<Record<string, readonly string[]>> = {
  '--staged': [],
  '--commit': [],
  '--pre-push': [],
  '--refs-unreachable': [],
  '--log-opts': ['--since', '--max-depth'],
};

export class GitCommand extends ScanningCommand {
  static override paths = [['git']];
  static override operands = ['[PATH]'];
  static override usage = Command.Usage({
    description: 'Find secrets in the history of a git repository',
    details: `
      Scans every version of every file that the refs reach, each once, and the messages of commits and tags. A
      finding names the first commit and path that had it. Nothing of the repository's own configuration is run, and
      nothing is fetched.

      A scan that would be incomplete (shallow clone, missing or broken objects, an empty range) exits 2 and says what
      to do.
    `,
    examples: [
      ['Scan the history of all refs', 'veil git'],
      ['Scan what the next commit would hold', 'veil git --staged'],
      ['Scan a pull request', 'veil git --pr origin/main'],
      ['Scan what is new since a release', 'veil git --since-commit v1.2.0'],
    ],
  });

  target = Option.String({ name: 'PATH', required: false });

  staged = Option.Boolean('--staged', false, { description: 'Scan what the next commit would hold (the index)' });
  pr = Option.String('--pr', { description: '[BASE] Scan what HEAD has and BASE has not' });
  sinceCommit = Option.String('--since-commit', { description: '[REV] Scan what came after this commit' });
  since = Option.String('--since', { description: '[WHEN] Scan commits since 2026-01-31, "2 weeks ago", 36h' });
  commit = Option.String('--commit', { description: '[SHA] Scan what one commit brought' });
  branch = Option.String('--branch', { description: '[REV] Scan this branch instead of all refs (or of HEAD)' });
  maxDepth = Option.String('--max-depth', { description: '[N] Scan the last N commits' });
  logOpts = Option.String('--log-opts', { description: '[OPTS] Options of git log that choose commits' });
  refsUnreachable = Option.Boolean('--refs-unreachable', false, {
    description: 'Scan reflogs and objects that no ref reaches, too',
  });
  prePush = Option.Boolean('--pre-push', false, { description: "Read a pre-push hook's lines from stdin" });
  pushRemote = Option.String('--push-remote', {
    description: "[NAME] The remote that is pushed to: the hook's first argument",
  });
  submodules = Option.Boolean('--submodules', false, { description: 'Scan the histories of submodules, too' });
  lfs = Option.String('--lfs', {
    description: "[MODE] Content of LFS pointers: skip (the default), local (from the repository's own store)",
  });
  allowShallow = Option.Boolean('--allow-shallow', false, { description: 'Scan what a shallow clone has' });
  cache = Option.String('--cache', {
    description: '[DIR] Remember there which objects are clean (with --pre-push: ~/.cache/veil, not in CI)',
  });
  allowEmpty = Option.Boolean('--allow-empty', false, { description: 'Accept a range without commits' });

  /** The other scanner's names for what is the default here, or for `--staged`. */
  preCommit = Option.Boolean('--pre-commit', false, { hidden: true });

  async execute(): Promise<number> {
    const path = this.target ?? '.';
    const request = await this.requestForGit(path);
    const history = await this.#history();
    const { runGit, lfsModes } = await import('../git-work.ts');
    return runGit(request, {
      path,
      history,
      staged: this.staged || this.preCommit,
      submodules: this.submodules,
      lfs: oneOf('--lfs', this.lfs ?? 'skip', lfsModes),
      ...(this.cache === undefined ? {} : { cache: this.cache }),
    });
  }

  async #history(): Promise<HistoryOptions> {
    const { branch, sinceCommit, since, commit, pr, logOpts } = this;
    this.#checkTogether();
    return {
      ...(branch === undefined ? {} : { branch }),
      ...(sinceCommit === undefined ? {} : { sinceCommit }),
      ...(since === undefined ? {} : { since }),
      ...(commit === undefined ? {} : { commit }),
      ...(pr === undefined ? {} : { pr }),
      ...(logOpts === undefined ? {} : { logOpts }),
      ...(this.maxDepth === undefined ? {} : { maxDepth: wholeNumber('--max-depth', this.maxDepth, 1) }),
      ...(this.prePush ? { push: await this.#pushedRefs() } : {}),
      unreachable: this.refsUnreachable,
      allowShallow: this.allowShallow,
      allowEmpty: this.allowEmpty,
    };
  }

  async #pushedRefs(): Promise<NonNullable<HistoryOptions['push']>> {
    const { parsePrePush } = await import('../../sources/git/pre-push.ts');
    return parsePrePush(await readText(this.context.stdin), this.pushRemote);
  }

  /** An option that would be overlooked beside another one must not look as if it had been heeded. */
  #checkTogether(): void {
    const wholes = givenOf({
      '--staged': this.staged || this.preCommit,
      '--pr': this.pr,
      '--since-commit': this.sinceCommit,
      '--commit': this.commit,
      '--log-opts': this.logOpts,
      '--refs-unreachable': this.refsUnreachable,
      '--pre-push': this.prePush,
    });
    const narrowing = givenOf({ '--branch': this.branch, '--since': this.since, '--max-depth': this.maxDepth });
    const [whole = ''] = wholes;
    const given = [...wholes, ...narrowing.filter((name) => !(NARROWED_BY[whole] ?? narrowing).includes(name))];
    if (given.length < 2) return;
    throw new Problem({ what: `${given.join(' and ')} contradict each other`, next: ['Use one of them.'] });
  }
}

function givenOf(options: Readonly<Record<string, string | boolean | undefined>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => (value === undefined || value === false ? [] : [name]));
}
