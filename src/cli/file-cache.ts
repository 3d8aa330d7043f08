/** `veil scan --cache`: leaves out the files that are unchanged since these rules and settings found nothing in them. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { Scan, ScanResult, ScanSettings } from '../scan/scan.ts';
import { KEY_BYTES, readCleanKeys, writeCleanKeys } from '../sources/clean-keys.ts';
import { digestOf, warnOfCache } from './cache.ts';
import type { VeilContext } from './veil-command.ts';

const KIND = 'clean files';

/**
 * The scan of files and folders with a cache in `folder`, both as typed. The first key of its file is the hash key of
 * the others: made at random, so that nobody can lay out a file that passes for another. Only what this scan saw is
 * kept, so that the file does not grow with each change.
 */
export function scanWithFileCache(
  context: VeilContext,
  folder: string,
  paths: readonly string[],
  scan: Scan,
): (catalogue: RuleCatalogue, settings: ScanSettings) => Promise<ScanResult> {
  const absoluteFolder = resolve(context.cwd, folder);
  const roots = paths.map((path) => resolve(context.cwd, path));
  return async (catalogue, settings) => {
    const { include, exclude, configGlobs, gitignore, followSymlinks } = settings;
    const digest = digestOf(catalogue, settings, [roots, include, exclude, configGlobs, gitignore, followSymlinks]);
    const name = `files-${digest.slice(0, 32)}`;
    const { keys, problem } = readCleanKeys(absoluteFolder, name, KIND);
    warnOfCache(context, 'used', problem);
    const hashKey = keys.length === 0 ? randomBytes(KEY_BYTES) : keys.subarray(0, KEY_BYTES);
    const known = keys.subarray(KEY_BYTES);
    const result = await scan(catalogue, { kind: 'paths', paths }, { ...settings, knownFiles: { hashKey, known } });
    settings.signal?.throwIfAborted();
    const { knownFiles = known } = result;
    if (Buffer.compare(known, knownFiles) !== 0) {
      warnOfCache(context, 'written', writeCleanKeys(absoluteFolder, name, KIND, Buffer.concat([hashKey, knownFiles])));
    }
    return result;
  };
}
