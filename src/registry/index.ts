/** The registry, for the scan command and for library users. */
export type { ExceptionEntry } from './entry.ts';
export { describeError, openingText, strictErrorText } from './messages.ts';
export { openExceptions } from './open-exceptions.ts';
export { type ExceptionStatus, Registry, type SaveOutcome } from './registry.ts';
export type { ScanEffect, ScanEffectInput, ScanOutcome } from './scan-effect.ts';
export { scanEffect } from './scan-effect.ts';
export type {
  Exceptions,
  FindingException,
  ListedException,
  LoadedExceptions,
  OpenExceptionsOptions,
} from './scan-exceptions.ts';
export { parseExpiry, parseTimestamp, type Timestamp } from './timestamps.ts';
