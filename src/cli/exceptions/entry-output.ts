/** Entries as JSON and as text: keys in a fixed order, nothing wider than 80 columns in tables. */
import type { ExceptionEntry } from '../../registry/index.ts';
import { statusOf, toUtc } from '../../registry/index.ts';
import { cutToWidth, displayWidth, escapeControls } from '../../report/text-safety.ts';

const WIDTH = 80;
const GAP = '  ';

/** Within so many days an exception counts as "expiring". */
const EXPIRING_WITHIN_DAYS = 30;
const DAY_MS = 86_400_000;

export type ListedStatus = 'active' | 'expiring' | 'expired';

/** 'expiring' is active, too. */
export function listedStatus(entry: ExceptionEntry, now: Date): ListedStatus {
  if (statusOf(entry, now) === 'expired') return 'expired';
  const endMs = entry.expiresAt?.atMs ?? Number.POSITIVE_INFINITY;
  return endMs - now.getTime() <= EXPIRING_WITHIN_DAYS * DAY_MS ? 'expiring' : 'active';
}

/** Absent facts have no key. */
export function entryJson(entry: ExceptionEntry, now: Date): Record<string, string> {
  const { id, reason, expiresAt, createdAt, createdBy, owner, ticket, rule, path } = entry;
  return {
    id,
    status: listedStatus(entry, now),
    reason,
    ...(expiresAt === undefined ? {} : { expiresAt: toUtc(expiresAt) }),
    ...(createdAt === undefined ? {} : { createdAt: toUtc(createdAt) }),
    ...(createdBy === undefined ? {} : { createdBy }),
    ...(owner === undefined ? {} : { owner }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(rule === undefined ? {} : { rule }),
    ...(path === undefined ? {} : { path }),
  };
}

/** A line for each fact of an entry, `name: value`. */
export function entryLines(entry: ExceptionEntry, now: Date): string {
  const facts: [string, string | undefined][] = [
    ['id', entry.id],
    ['status', listedStatus(entry, now)],
    ['reason', entry.reason],
    ['expires', entry.expiresAt?.text ?? 'never'],
    ['created', entry.createdAt?.text],
    ['created by', entry.createdBy],
    ['owner', entry.owner],
    ['ticket', entry.ticket],
    ['rule', entry.rule],
    ['path', entry.path],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${`${name}:`.padEnd(11)} ${escapeControls(value ?? '')}\n`)
    .join('');
}

/** ID, STATUS, EXPIRES, OWNER, REASON; what is too long is cut, `show` has it whole. */
export function entryTable(entries: readonly ExceptionEntry[], now: Date): string {
  const rows = entries.map((entry) => [
    entry.id,
    listedStatus(entry, now),
    entry.expiresAt?.text.slice(0, 10) ?? 'never',
    entry.owner ?? '',
    entry.reason,
  ]);
  return table(['ID', 'STATUS', 'EXPIRES', 'OWNER', 'REASON'], rows, [29, 8, 10, 10]);
}

/** Columns as wide as their content, up to `limits`; the last has the rest of the line. */
function table(head: readonly string[], rows: readonly (readonly string[])[], limits: readonly number[]): string {
  const lines = [head, ...rows.map((row) => row.map(escapeControls))];
  const widths = limits.map((limit, column) => {
    const needed = Math.max(...lines.map((line) => displayWidth(line[column] ?? '')));
    return Math.min(limit, needed);
  });
  const used = widths.reduce((sum, width) => sum + width + GAP.length, 0);
  return lines
    .map((line) =>
      line
        .map((cell, column) => padded(cell, widths[column] ?? WIDTH - used))
        .join(GAP)
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function padded(cell: string, width: number): string {
  const text = cutToWidth(cell, width);
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
