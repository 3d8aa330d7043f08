/** Numbers for people; the same in every locale. */

/** 1234567 as "1,234,567", in every locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `plural(1, 'file')` is "1 file", `plural(1200, 'file')` is "1,200 files". */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
