/** Text from files and names, made safe for a terminal. */

const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Nearly every name. The sets of Unicode take a millisecond to be made. */
const PLAIN = /^[ -~]*$/;

/**
 * Control, format (direction-changing, zero-width), private and unassigned characters and line separators escaped (\n,
 * \u{1b}): a file's name or content can neither steer the terminal nor forge a line. A backslash stays as it is.
 */
export function escapeControls(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => SHORT_ESCAPES.get(character) ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Columns that escaped text takes; what a terminal does with rare characters is its own affair. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** `text` in at most `width` columns, with … where something was cut off the end. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let [kept, used] = ['', 0];
  for (const character of text) {
    used += columnsOf(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function columnsOf(character: string): number {
  if (character < '\u0300') return 1;
  if (/\p{M}/u.test(character)) return 0;
  return isWide(character) ? 2 : 1;
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u.test(
    character,
  );
}
