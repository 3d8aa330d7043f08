/** The real parts of a scan: the built rule set, the native scan, the exception registry. */
import { openExceptions } from '../registry/index.ts';
import { loadBuiltInRules } from '../rules/built-in.ts';
import { scan } from '../scan/scan.ts';
import type { ScanParts } from './run-scan.ts';

export const scanParts: ScanParts = {
  loadCatalogue: async () => loadBuiltInRules(),
  scan,
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
