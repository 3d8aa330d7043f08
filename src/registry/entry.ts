/** One entry of the registry: an exception, who made it, why, and until when it holds. */
import type { Timestamp } from './timestamps.ts';

export interface ExceptionEntry {
  readonly id: string;
  readonly reason: string;
  /** Absent: it never expires. */
  readonly expiresAt?: Timestamp | undefined;
  readonly createdAt?: Timestamp | undefined;
  readonly createdBy?: string | undefined;
  readonly owner?: string | undefined;
  readonly ticket?: string | undefined;
  /** For people: the id alone decides what the exception covers. */
  readonly rule?: string | undefined;
  /** For people, like `rule`. */
  readonly path?: string | undefined;
}

/** The keys of an entry in the file, in the order in which they are written. */
export const ENTRY_KEYS = [
  'id',
  'reason',
  'expires_at',
  'created_at',
  'created_by',
  'owner',
  'ticket',
  'rule',
  'path',
] as const;
export type EntryKey = (typeof ENTRY_KEYS)[number];

export const FORMAT_VERSION = 1;

/** Ids of other tools' registries are read too (see the runbook); no finding of veil has one. */
const READABLE_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,127}$/;

export function isReadableId(id: string): boolean {
  return READABLE_ID_PATTERN.test(id);
}

/** The entry's values by key of the file, those that are there, in the order of ENTRY_KEYS. */
export function fieldsOf(entry: ExceptionEntry): [EntryKey, string][] {
  const values: Record<EntryKey, string | undefined> = {
    id: entry.id,
    reason: entry.reason,
    expires_at: entry.expiresAt?.text,
    created_at: entry.createdAt?.text,
    created_by: entry.createdBy,
    owner: entry.owner,
    ticket: entry.ticket,
    rule: entry.rule,
    path: entry.path,
  };
  return ENTRY_KEYS.flatMap((key) => {
    const value = values[key];
    return value === undefined ? [] : [[key, value] as [EntryKey, string]];
  });
}

/** Orders ids by their code units: the same everywhere, in no locale. */
export function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
