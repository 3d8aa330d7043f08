/** Colours of the text report, by the codes that every terminal knows (ECMA-48, SGR). No painted text stands in another. */
import type { Paint } from '../report/report.ts';

/** Functions that change nothing where no colours are wanted. */
export function paintOf(hasColors: boolean): Paint {
  const style = (on: number, off: number) => (text: string) =>
    hasColors ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return { bold: style(1, 22), dim: style(2, 22), red: style(31, 39), yellow: style(33, 39), cyan: style(36, 39) };
}
