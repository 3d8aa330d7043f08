/** `--submodules`: a repository and the histories of its submodules, as one result. */
import { join } from 'node:path';
import type { FailedInput } from '../model/summary.ts';
import type { ScanResult } from '../scan/scan.ts';
import { type GitRepository, openRepository } from '../sources/git/repository.ts';
import { listSubmodules } from '../sources/git/submodules.ts';
import type { VeilContext } from './veil-command.ts';

export type ScanOne = (repository: GitRepository) => Promise<ScanResult>;

/** Scans `repository` and what is below it, however deep. A submodule that was not cloned is a failed input. */
export async function scanSubmodules(
  repository: GitRepository,
  context: VeilContext,
  scanOne: ScanOne,
): Promise<ScanResult> {
  let result = await scanOne(repository);
  for (const { path, isHere } of await listSubmodules(repository)) {
    if (!isHere) {
      result = withFailed(result, notCloned(path));
      continue;
    }
    if (result.summary.timedOut === true) {
      result = withFailed(result, tooLate(path));
      continue;
    }
    const folder = join(repository.workTree ?? '', path);
    // The environment of a hook speaks of the repository above, not of this one.
    const submodule = await openRepository({ path: folder, cwd: join(folder, '..'), env: context.env });
    result = merged(result, below(path, await scanSubmodules(submodule, context, scanOne)));
  }
  return result;
}

function notCloned(path: string): FailedInput {
  return { path, code: 'SUBMODULE', message: 'the submodule was not cloned: git submodule update --init' };
}

function tooLate(path: string): FailedInput {
  return { path, code: 'TIMEOUT', message: '--timeout ended the scan before this submodule' };
}

function withFailed(result: ScanResult, failed: FailedInput): ScanResult {
  return { ...result, summary: { ...result.summary, failed: [...result.summary.failed, failed] } };
}

/** A finding's id stays that of the submodule, which is a repository of its own. */
function below(path: string, result: ScanResult): ScanResult {
  const named = (name: string): string => `${path}/${name}`;
  return {
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      file: named(finding.file),
      fileBytes: Buffer.concat([Buffer.from(`${path}/`), finding.fileBytes]),
      displayPath: named(finding.displayPath),
    })),
    summary: {
      ...result.summary,
      failed: result.summary.failed.map((failed) => ({ ...failed, path: named(failed.path) })),
      ...(result.summary.notReached !== undefined && { notReached: `${path}: ${result.summary.notReached}` }),
    },
  };
}

function merged(first: ScanResult, second: ScanResult): ScanResult {
  const [a, b] = [first.summary, second.summary];
  return {
    findings: [...first.findings, ...second.findings],
    skipped: [...first.skipped, ...second.skipped],
    summary: {
      filesScanned: a.filesScanned + b.filesScanned,
      bytesScanned: a.bytesScanned + b.bytesScanned,
      skipped: added(a.skipped, b.skipped),
      skippedOther: added(a.skippedOther, b.skippedOther),
      filesFailed: a.filesFailed + b.filesFailed,
      failed: [...a.failed, ...b.failed],
      changedDuringScan: [...a.changedDuringScan, ...b.changedDuringScan],
      findingsCapped: [...a.findingsCapped, ...b.findingsCapped],
      // The last that was scanned is the one that was cut short.
      ...(b.timedOut === true && { timedOut: true }),
      ...(b.notReached !== undefined && { notReached: b.notReached }),
      elapsedMs: a.elapsedMs + b.elapsedMs,
    },
  };
}

function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const sums: Record<string, number> = { ...a };
  for (const [reason, count] of Object.entries(b)) sums[reason] = (sums[reason] ?? 0) + count;
  return sums;
}
