/** The real parts of a scan: the built rule set, the native scan, the exception registry. */
import { openExceptions } from '../registry/index.ts';
import type { ScanParts } from './run-scan.ts';

export const scanParts: ScanParts = {
  loadCatalogue: () => Promise.reject(new Error('the rule set is not built in yet')),
  scan: () => Promise.reject(new Error('the scan is not built in yet')),
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
