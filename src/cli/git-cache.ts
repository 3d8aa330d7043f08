/** `--cache`: leaves out of a git scan the objects in which these rules and settings found nothing before. */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { GitObject } from '../model/git-object.ts';
import { escapeControls } from '../report/text-safety.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { ScanResult, ScanSettings } from '../scan/scan.ts';
import { BlobCache } from '../sources/git/blob-cache.ts';
import type { VeilContext } from './veil-command.ts';
import { veilVersion } from './version.ts';

/** Reason in the summary's `skipped`. */
const KNOWN_CLEAN = 'known-clean';

/** The folder to use: the one given, none in CI, the user's own for a hook. */
export function cacheFolder(context: VeilContext, given: string | undefined, isHook: boolean): string | undefined {
  if (given !== undefined) return resolve(context.cwd, given);
  if (!isHook || context.env.CI) return undefined;
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
  if (cache.problem !== undefined) warn(context, `the cache was not used: ${cache.problem}`);
  const unknown = objects.filter((object) => !cache.has(object));
  const result = await scanObjects(unknown);
  settings.signal?.throwIfAborted();
  const learnt = unknown.filter((_, index) => result.clean?.[index] === 1);
  for (const object of learnt) cache.add(object);
  const failure = learnt.length > 0 ? cache.save() : undefined;
  if (failure !== undefined) warn(context, `the cache was not written: ${failure}`);
  const known = objects.length - unknown.length;
  if (known === 0) return result;
  const skipped = { ...result.summary.skipped, [KNOWN_CLEAN]: known };
  return { ...result, summary: { ...result.summary, skipped } };
}

/** Everything that decides whether an object is clean. */
function digestOf(catalogue: RuleCatalogue, settings: ScanSettings): string {
  const { enableRules = [], disableRules = [], minConfidence = 'medium', maxFileBytes = 0 } = settings;
  const decisive = [veilVersion(), catalogue.digest, enableRules, disableRules, minConfidence, maxFileBytes];
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
}

function warn({ stderr }: VeilContext, text: string): void {
  stderr.write(`warning: ${escapeControls(text)}\n`);
}
