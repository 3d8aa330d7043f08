/** The library: what `import … from 'veil'` gives. */
export type {
  Io,
  LockBusy,
  LockHolder,
  NotFound,
  ParseError,
  PermissionDenied,
  RegistryError,
  RegistryResult,
  SerializationError,
  VersionMismatch,
} from './errors/registry-error.ts';
export { type FindingIdInput, findingId, isFindingId, OccurrenceCounter, secretTag } from './model/finding-id.ts';
export {
  describeError,
  type ExceptionEntry,
  type ExceptionStatus,
  parseExpiry,
  parseTimestamp,
  Registry,
  type SaveOutcome,
  type Timestamp,
} from './registry/index.ts';
