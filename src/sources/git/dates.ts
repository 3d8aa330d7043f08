/** Dates of `--since`. Git itself takes any word for a date ("foo" is now), and an empty range would look clean. */
import { Problem } from '../../errors/problem.ts';

const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  min: 60,
  m: 60,
  hour: 3600,
  h: 3600,
  day: 86_400,
  d: 86_400,
  week: 604_800,
  w: 604_800,
  month: 30 * 86_400,
  year: 365 * 86_400,
  y: 365 * 86_400,
};
const AGO = /^(\d+)[ .-]?([a-z]+?)s?(?:[ .-]ago)?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Seconds since 1970. A date without a zone is UTC. Throws a Problem that says what is understood. */
export function parseSince(text: string, now: Date): number {
  const seconds = parseDate(text, now);
  if (seconds * 1000 - now.getTime() > CLOCKS_DIFFER_MS) {
    throw new Problem({
      what: `"${text}" lies in the future: no commit would be scanned`,
      where: '--since',
      next: ['Write a date that is past, or "2 weeks ago".'],
    });
  }
  return seconds;
}

/** Time zones included. */
const CLOCKS_DIFFER_MS = 26 * 3600 * 1000;

/** The same for a date that may lie in the future. */
export function parseDate(text: string, now: Date): number {
  const nowSeconds = Math.floor(now.getTime() / 1000);
  if (text === 'yesterday') return nowSeconds - 86_400;
  const [, amount, unit] = AGO.exec(text) ?? [];
  const unitSeconds = SECONDS[(unit ?? '').toLowerCase()];
  if (amount !== undefined && unitSeconds !== undefined) return nowSeconds - Number(amount) * unitSeconds;
  if (/^@\d{9,12}$/.test(text)) return Number(text.slice(1));
  if (DATE.test(text)) {
    const withZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || !/[T ]/.test(text) ? text : `${text}Z`;
    const milliseconds = Date.parse(withZone.replace(' ', 'T'));
    if (!Number.isNaN(milliseconds)) return Math.floor(milliseconds / 1000);
  }
  throw new Problem({
    what: `"${text}" is no date that veil understands`,
    where: '--since',
    why: 'git would take any word for "now", find no commit, and the scan would look clean',
    next: ['Write 2026-01-31, 2026-01-31T12:00:00Z, "2 weeks ago", 36h or yesterday.'],
  });
}
