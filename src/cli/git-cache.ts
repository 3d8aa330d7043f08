/** `--cache`: leaves out of a git scan the objects in which these rules and settings found nothing before. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { GitObject } from '../model/git-object.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { ScanResult, ScanSettings } from '../scan/scan.ts';
import { BlobCache } from '../sources/git/blob-cache.ts';
import { digestOf, warnOfCache } from './cache.ts';
import type { VeilContext } from './veil-command.ts';

/** Reason in the summary's `skipped`. */
const KNOWN_CLEAN = 'known-clean';

/**
 * The folder to use: the one given, none in CI, the user's own for a push. What is staged is scanned in less time than it
 * takes to read and write a cache.
 */
export function cacheFolder(context: VeilContext, given: string | undefined, isPush: boolean): string | undefined {
  if (given !== undefined) return resolve(context.cwd, given);
  if (!isPush || context.env.CI) return undefined;
  const base = context.env.XDG_CACHE_HOME;
  return join(base?.startsWith('/') ? base : join(context.env.HOME ?? homedir(), '.cache'), 'veil');
}

/** Scans what the cache does not know, and lets it learn. */
export async function scanWithCache(
  context: VeilContext,
  folder: string,
  catalogue: RuleCatalogue,
  settings: ScanSettings,
  objects: readonly GitObject[],
  scanObjects: (objects: readonly GitObject[]) => Promise<ScanResult>,
): Promise<ScanResult> {
  const cache = new BlobCache(folder, digestOf(catalogue, settings));
  warnOfCache(context, 'used', cache.problem);
  const unknown = objects.filter((object) => !cache.has(object));
  const result = await scanObjects(unknown);
  settings.signal?.throwIfAborted();
  const learnt = unknown.filter((_, index) => result.clean?.[index] === 1);
  for (const object of learnt) cache.add(object);
  warnOfCache(context, 'written', learnt.length > 0 ? cache.save() : undefined);
  const known = objects.length - unknown.length;
  if (known === 0) return result;
  const skipped = { ...result.summary.skipped, [KNOWN_CLEAN]: known };
  return { ...result, summary: { ...result.summary, skipped } };
}
