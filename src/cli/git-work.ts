/** A scan of a git repository, from options to findings with their first commits. */
import { resolve } from 'node:path';
import { Problem } from '../errors/problem.ts';
import type { GitObject } from '../model/git-object.ts';
import type { FailedInput, ScanSummary } from '../model/summary.ts';
import { grouped } from '../report/grouped.ts';
import { prepareScan, type ScanResult, type ScanSettings } from '../scan/scan.ts';
import { attribute } from '../sources/git/attribution.ts';
import { listHistory } from '../sources/git/history.ts';
import { leaveOut } from '../sources/git/left-out.ts';
import { type GitRepository, startOpening } from '../sources/git/repository.ts';
import { type HistoryOptions, selectCommits } from '../sources/git/selection.ts';
import { listStaged } from '../sources/git/staged.ts';
import { cacheFolder, scanWithCache } from './git-cache.ts';
import { type ScanOne, scanSubmodules } from './git-submodules.ts';
import { plural } from './numbers.ts';
import { runScan, type ScanRequest } from './run-scan.ts';
import { loadCatalogue, scanParts } from './scan-parts.ts';
import type { VeilContext } from './veil-command.ts';

export const lfsModes = ['skip', 'local'] as const;
export type LfsMode = (typeof lfsModes)[number];

export interface GitRequest {
  /** As typed. */
  readonly path: string;
  readonly history: HistoryOptions;
  /** The index against HEAD, instead of commits. */
  readonly staged: boolean;
  /** Their histories, too. */
  readonly submodules?: boolean;
  /** Where the content of LFS pointers comes from. Default: nowhere. */
  readonly lfs?: LfsMode;
  /** `--cache`, as typed. */
  readonly cache?: string;
}

/** Answers the exit status, as `runScan`. A Problem when there is no repository. */
export async function runGit(request: Omit<ScanRequest, 'scannedPaths'>, git: GitRequest): Promise<number> {
  const { context } = request;
  const opened = startOpening({ path: git.path, cwd: context.cwd, env: context.env }, git.staged);
  // While git answers. What is wrong with the engine is told by the scan.
  const catalogue = await loadCatalogue(request);
  const prepared = (async () => prepareScan(catalogue, request.settings))();
  prepared.catch(() => undefined);
  const repository = await opened();
  const folder = cacheFolder(context, git.cache, git.history.push !== undefined);
  const scannedPath = repository.workTree ?? resolve(context.cwd, git.path);
  return runScan(
    { ...request, scannedPaths: [scannedPath], isPartial: git.staged || isRange(git.history) },
    async (_, settings) => {
      const scan = await prepared;
      const scanOne: ScanOne = (each) => {
        const one = withSignal(each, settings.signal);
        const bounded = withSignal(each, eitherOf(settings));
        const { objectFolders, objectFormat, lfsFolder } = one;
        const store = {
          kind: 'git',
          objectFolders,
          objectFormat,
          ...(git.lfs === 'local' ? { lfsFolder } : {}),
        } as const;
        const scanObjects = (objects: readonly GitObject[]): Promise<ScanResult> =>
          scan({ ...store, objects }, settings);
        const listing: Promise<Listed> = git.staged
          ? listIndex(bounded)
          : listSelected(bounded, git.history, context.stderr);
        return scanRepository(one, listing, settings, (objects) =>
          folder === undefined
            ? scanObjects(objects)
            : scanWithCache(context, folder, catalogue, settings, objects, scanObjects),
        );
      };
      return git.submodules === true ? scanSubmodules(repository, context, scanOne) : scanOne(repository);
    },
    { ...scanParts, loadCatalogue: async () => catalogue },
  );
}

function isRange({ branch, sinceCommit, since, maxDepth, commit, pr, logOpts, push }: HistoryOptions): boolean {
  return [branch, sinceCommit, since, maxDepth, commit, pr, logOpts, push].some((given) => given !== undefined);
}

function withSignal(repository: GitRepository, signal: AbortSignal | undefined): GitRepository {
  return signal === undefined ? repository : { ...repository, context: { ...repository.context, signal } };
}

function eitherOf({ signal, deadline }: ScanSettings): AbortSignal | undefined {
  return signal !== undefined && deadline !== undefined ? AbortSignal.any([signal, deadline]) : (signal ?? deadline);
}

interface Listed {
  readonly objects: readonly GitObject[];
  /** Oldest first; none for the index. */
  readonly commits: readonly string[];
  readonly failed: readonly FailedInput[];
}

/** At the deadline the listing is given up, or the scan of what was listed; what was found gets its commits all the same. */
async function scanRepository(
  repository: GitRepository,
  listing: Promise<Listed>,
  { signal, deadline, configGlobs, include = [], exclude = [], listSkipped }: ScanSettings,
  scanObjects: (objects: readonly GitObject[]) => Promise<ScanResult>,
): Promise<ScanResult> {
  let listed: Listed;
  try {
    listed = await listing;
  } catch (error) {
    const isTimeout = deadline?.aborted === true && signal?.aborted !== true && !(error instanceof Problem);
    if (!isTimeout) throw error;
    return nothingListed();
  }
  const { commits, failed } = listed;
  const byConfig = leaveOut(repository, listed.objects, configGlobs);
  // The command line's globs are relative to the repository, and leave out more.
  const { objects, skipped: byOptions } = leaveOut({}, byConfig.objects, { include, exclude });
  const skipped = [...byConfig.skipped, ...byOptions];
  const result = await scanObjects(objects);
  signal?.throwIfAborted();
  return {
    ...result,
    findings: await attribute(repository, commits, result.findings),
    skipped: listSkipped === true ? [...result.skipped, ...skipped] : result.skipped,
    summary: {
      ...result.summary,
      skipped: withCounts(result.summary.skipped, skipped),
      failed: [...failed, ...result.summary.failed].map(explained),
      ...(result.summary.timedOut === true && { notReached: notReached(objects.length, result.summary) }),
    },
  };
}

function withCounts(
  counts: ScanSummary['skipped'],
  skipped: readonly { readonly reason: string }[],
): Record<string, number> {
  const sums: Record<string, number> = { ...counts };
  for (const { reason } of skipped) sums[reason] = (sums[reason] ?? 0) + 1;
  return sums;
}

function nothingListed(): ScanResult {
  return {
    findings: [],
    skipped: [],
    summary: {
      filesScanned: 0,
      bytesScanned: 0,
      skipped: {},
      skippedOther: {},
      filesFailed: 0,
      failed: [],
      changedDuringScan: [],
      findingsCapped: [],
      timedOut: true,
      notReached: 'git was still listing the objects, and none was looked at',
      elapsedMs: 0,
    },
  };
}

function notReached(listed: number, { filesScanned, skipped, filesFailed }: ScanSummary): string {
  const reached = Object.values(skipped).reduce((sum, count) => sum + count, filesScanned + filesFailed);
  return `${grouped(listed - reached)} of ${plural(listed, 'object')} were not looked at`;
}

async function listIndex(repository: GitRepository): Promise<Listed> {
  return { ...(await listStaged(repository)), commits: [] };
}

async function listSelected(
  repository: GitRepository,
  options: HistoryOptions,
  stderr: VeilContext['stderr'],
): Promise<Listed> {
  const selection = await selectCommits(repository, options, new Date());
  const history = await listHistory(repository, selection, options);
  if (history.commits.length === 0) stderr.write(`note: no commit to scan: ${selection.described}\n`);
  return { ...history, failed: [] };
}

/** What to do, for those codes that have an answer. */
const REMEDIES: ReadonlyMap<string, string> = new Map([
  // Most often one that a partial clone has not fetched.
  ['NOT_FOUND', 'in a partial clone fetch it first: git fetch --refetch --no-filter'],
  ['TOO_LARGE', 'store it whole and it can be scanned: git -c core.bigFileThreshold=512m repack -adF'],
]);

function explained(failed: FailedInput): FailedInput {
  const remedy = REMEDIES.get(failed.code);
  return remedy === undefined ? failed : { ...failed, message: `${failed.message}; ${remedy}` };
}
