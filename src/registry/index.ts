/** The registry, for the scan command and for library users. */
export { type ExceptionEntry, fieldsOf, isReadableId } from './entry.ts';
export { examineRegistry, type RegistryCheck } from './examine-registry.ts';
export { LOCK_RETRY_CAP_MS, retryWhileBusy } from './lock-retry.ts';
export { inspectLock, type LockStatus, takeLock } from './lock-status.ts';
export {
  closingText,
  describeError,
  holderLines,
  LOCKED_SYMPTOM,
  nextSteps,
  openingText,
  shellCommand,
  showPath,
  strictErrorText,
} from './messages.ts';
export { openExceptions } from './open-exceptions.ts';
export { type ExceptionStatus, Registry, type SaveOutcome, statusOf } from './registry.ts';
export { locateRegistry } from './registry-paths.ts';
export type { ScanEffect, ScanEffectInput, ScanOutcome } from './scan-effect.ts';
export { scanEffect } from './scan-effect.ts';
export type {
  Exceptions,
  FindingException,
  ListedException,
  LoadedExceptions,
  OpenExceptionsOptions,
} from './scan-exceptions.ts';
export { parseExpiry, parseTimestamp, type Timestamp, timestampOf, toUtc } from './timestamps.ts';
