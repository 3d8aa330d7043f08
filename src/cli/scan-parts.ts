/** The real parts of a scan: the built rule set, the native scan, the exception registry. */
import { resolve } from 'node:path';
import { openExceptions } from '../registry/open-exceptions.ts';
import { escapeControls } from '../report/text-safety.ts';
import { loadBuiltInRules } from '../rules/built-in.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import { scan } from '../scan/scan.ts';
import { loadIgnores } from './ignores.ts';
import type { ScanParts, ScanRequest } from './run-scan.ts';

export const scanParts: ScanParts = {
  loadCatalogue,
  scan,
  loadIgnores,
  openExceptions: ({ context, scannedPaths, registry }, now) =>
    openExceptions({
      startFolder: context.cwd,
      scannedPaths,
      ...(registry.path === undefined ? {} : { systemRegistry: registry.path }),
      disabled: registry.disabled,
      lockRetryMs: registry.lockRetryMs,
      now,
    }),
};

/** The built-in rules, and those of the files that the configuration and the command line name. */
export async function loadCatalogue({
  ruleFiles = [],
  context,
  quiet,
}: Pick<ScanRequest, 'ruleFiles' | 'context' | 'quiet'>): Promise<RuleCatalogue> {
  const builtIn = loadBuiltInRules();
  if (ruleFiles.length === 0) return builtIn;
  const [{ withUserRules }, { loadNative }] = await Promise.all([
    import('../rules/user-rules.ts'),
    import('../native/load.ts'),
  ]);
  // A file that the configuration and the command line both name is one.
  const paths = [...new Set(ruleFiles.map((path) => resolve(context.cwd, path)))];
  return withUserRules(builtIn, paths, loadNative(), (line) => {
    if (!quiet) context.stderr.write(`${escapeControls(line)}\n`);
  });
}
