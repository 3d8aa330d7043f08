/** What the caches of clean objects and clean files have in common. */
import { sha256 } from '../model/sha256.ts';
import { escapeControls } from '../report/text-safety.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { ScanSettings } from '../scan/scan.ts';
import type { VeilContext } from './veil-command.ts';
import { veilVersion } from './version.ts';

/** Over everything that decides whether something is clean, and `more`. Lower-case hex. */
export function digestOf(catalogue: RuleCatalogue, settings: ScanSettings, more: readonly unknown[] = []): string {
  const { enableRules = [], disableRules = [], minConfidence = 'medium', maxFileBytes = 0 } = settings;
  const decisive = [veilVersion(), catalogue.digest, enableRules, disableRules, minConfidence, maxFileBytes, ...more];
  return sha256(Buffer.from(JSON.stringify(decisive))).toString('hex');
}

/** `what` is wrong with a cache, if anything is: the scan goes on without it. */
export function warnOfCache({ stderr }: VeilContext, what: string, why: string | undefined): void {
  if (why !== undefined) stderr.write(`warning: the cache was not ${what}: ${escapeControls(why)}\n`);
}
