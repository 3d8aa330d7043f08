/** Finds the repository, and turns git's refusals into words that say what to do. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { type GitContext, GitError, gitEnvironment, startGit } from './process.ts';

export type ObjectFormat = 'sha1' | 'sha256';

export interface GitRepository {
  readonly context: GitContext;
  /** Absolute. */
  readonly gitFolder: string;
  /** Absent for a bare repository. */
  readonly workTree?: string;
  readonly objectFormat: ObjectFormat;
  /** Where git LFS keeps its store, if there is one. Absolute. */
  readonly lfsFolder: string;
  /** The object directory, then those that the environment adds. Absolute. */
  readonly objectFolders: readonly string[];
  /** Absolute. */
  readonly indexPath: string;
  /** The tree of the last commit, where it was asked for and there is a commit. */
  readonly headTree?: string;
  /** Commits whose parents a shallow clone left out. */
  readonly shallowCommits: ReadonlySet<string>;
}

export interface RepositoryRequest {
  /** As typed; '.' for the current folder. */
  readonly path: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

/** The id of the tree that holds nothing; git knows it without an object. */
export const emptyTree: Readonly<Record<ObjectFormat, string>> = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** Where git runs for a request; nothing is asked yet. Throws a Problem when there is no such folder. */
function gitContext(request: RepositoryRequest): GitContext {
  const folder = resolve(request.cwd, request.path);
  if (!existsSync(folder)) {
    throw new Problem({ what: 'there is no such folder', where: folder, next: ['Check the path.'] });
  }
  return {
    folder,
    env: gitEnvironment(request.env, folder === request.cwd),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
}

/** @throws Problem when there is no repository, git does not trust it, or it cannot be read. */
export async function openRepository(request: RepositoryRequest): Promise<GitRepository> {
  return startOpening(request)();
}

/** Asks git; what it answers, or `openRepository` would throw, is answered by the function. `wantsHead`: for its tree. */
export function startOpening(request: RepositoryRequest, wantsHead = false): () => Promise<GitRepository> {
  const context = gitContext(request);
  const questions = ['--absolute-git-dir', '--git-common-dir', '--is-inside-work-tree', '--show-object-format'];
  const paths = ['objects', 'shallow', 'index'].flatMap((name) => ['--git-path', name]);
  // One question for all: a hook waits for each process. The last two may have no answer: what lies between them has.
  const uncertain = ['--show-cdup', '--is-bare-repository', ...(wantsHead ? ['--revs-only', 'HEAD^{tree}'] : [])];
  const running = startGit(context, 'rev-parse', [...questions, ...paths, ...uncertain]);
  return async () => {
    try {
      return describe(context, await running.answer());
    } catch (error) {
      throw repositoryProblem(error, context.folder);
    }
  };
}

function describe(context: GitContext, output: Buffer): GitRepository {
  const [gitFolder, commonFolder, insideWorkTree, format, objects, shallow, index, ...rest] = output
    .toString('utf8')
    .split('\n');
  if (gitFolder === undefined || commonFolder === undefined || objects === undefined || shallow === undefined)
    throw new Error('git rev-parse said too little');
  const between = rest.findIndex((line) => line === 'true' || line === 'false');
  if (index === undefined || between === -1) throw new Error('git rev-parse said too little');
  const [upwards = '', headTree = ''] = [rest.slice(0, between)[0], rest[between + 1]];
  if (format !== 'sha1' && format !== 'sha256') {
    throw new Problem({
      what: `the repository's object format "${format}" is not known`,
      where: gitFolder,
      next: ['veil reads sha1 and sha256 repositories.'],
    });
  }
  const workTree = insideWorkTree === 'true' ? resolve(context.folder, upwards) : undefined;
  const borrowed = context.env.GIT_ALTERNATE_OBJECT_DIRECTORIES?.split(delimiter).filter((path) => path !== '') ?? [];
  return {
    context: workTree === undefined ? context : { ...context, folder: workTree },
    gitFolder,
    ...(workTree === undefined ? {} : { workTree }),
    objectFormat: format,
    lfsFolder: join(resolve(context.folder, commonFolder), 'lfs'),
    indexPath: resolve(context.folder, index),
    ...(headTree === '' ? {} : { headTree }),
    objectFolders: [objects, ...borrowed].map((path) => resolve(context.folder, path)),
    shallowCommits: readShallow(resolve(context.folder, shallow)),
  };
}

/** At once: node's threads for reading in the background take longer to start than all of this. */
function readShallow(path: string): Set<string> {
  try {
    return new Set(
      readFileSync(path, 'latin1')
        .split('\n')
        .filter((line) => line !== ''),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
    throw error;
  }
}

/** Says what git refused and how to mend it; an error that is not git's stays as it is. */
function repositoryProblem(error: unknown, folder: string): unknown {
  if (!(error instanceof GitError)) return error;
  const { stderr } = error;
  if (/not a git repository/i.test(stderr)) {
    return new Problem({
      what: 'this is no git repository',
      where: folder,
      why: stderr,
      next: ['Run it inside a repository or name one: veil git PATH.', 'To scan files without history: veil scan.'],
    });
  }
  if (/dubious ownership/i.test(stderr)) {
    return new Problem({
      what: 'git does not trust this repository: it belongs to somebody else',
      where: folder,
      why: stderr.split('\n')[0] ?? stderr,
      next: [`If you trust it: git config --global --add safe.directory '${folder}'`],
    });
  }
  return gitProblem(error, folder);
}

/** Any other failure of git: nothing was scanned, and git's own words say why. */
export function gitProblem(error: unknown, folder: string): unknown {
  if (!(error instanceof GitError)) return error;
  return new Problem({
    what: `git ${error.subcommand} failed, so the scan would be incomplete`,
    where: folder,
    why: error.stderr === '' ? `it ended with status ${error.status}` : error.stderr,
    next: remedyOf(error.stderr),
  });
}

/** Lines; a command is one by itself, to be copied. */
function remedyOf(stderr: string): string[] {
  if (/promisor/.test(stderr)) return ['The clone is partial. Fetch the rest: git fetch --refetch --no-filter'];
  if (/repo version|unknown repository extension/i.test(stderr))
    return ['A newer git knows this repository: update git.'];
  if (/config file|key does not contain a section/.test(stderr))
    return ['git config --list shows what is wrong with the configuration.'];
  if (/\bindex file (?:smaller|corrupt|open)|bad (?:index|signature)|index uses/.test(stderr))
    return ['The index is damaged. To make it anew, without what was staged:', 'rm .git/index && git reset'];
  return ['git fsck shows what is damaged; git fetch, or a fresh clone, repairs it.'];
}
