/** Values of options, parsed once: a wrong one is a `Problem` that names the option and what it takes. */
import { Problem } from '../errors/problem.ts';
import { nearest } from '../model/nearest.ts';

/** One of `allowed`. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  const suggestion = nearest(value, allowed);
  throw new Problem({
    what: `unknown value "${value}" for ${option}`,
    next: [...(suggestion === undefined ? [] : [`Did you mean "${suggestion}"?`]), `It takes ${allowed.join(', ')}.`],
  });
}

/** A whole number in [least, most]. */
export function wholeNumber(option: string, value: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new Problem({ what: `"${value}" is no value for ${option}`, next: [`It takes a whole number ${range}.`] });
}

const UNIT_BYTES = new Map([
  ['', 1],
  ['k', 2 ** 10],
  ['m', 2 ** 20],
  ['g', 2 ** 30],
  ['t', 2 ** 40],
]);

/** Bytes: "1048576", "512k", "10MB", "1GiB" (a unit is a power of 1,024). */
export function sizeBytes(option: string, value: string): number {
  const [, digits, unit] = /^(\d+)\s*(?:([kmgt])(?:i?b)?|b)?$/i.exec(value) ?? [];
  const bytes = Number(digits) * (UNIT_BYTES.get((unit ?? '').toLowerCase()) ?? Number.NaN);
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new Problem({ what: `"${value}" is no value for ${option}`, next: ['It takes a size: 1048576, 512k, 10MB.'] });
}
