/** The registry, for the scan command and for library users. */
export { openingText, strictErrorText } from './messages.ts';
export type { ScanEffect, ScanEffectInput, ScanOutcome } from './scan-effect.ts';
export { scanEffect } from './scan-effect.ts';
export type {
  Exceptions,
  FindingException,
  ListedException,
  LoadedExceptions,
  OpenExceptionsOptions,
} from './scan-exceptions.ts';
