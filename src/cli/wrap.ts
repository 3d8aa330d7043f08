/** Text broken into lines. */

/** Lines of at most `width` characters; a longer word has a line of its own, and an empty text is one empty line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** The paragraphs of an indented template string, with an empty one between each two. */
export function plainDetails(details: string): string[] {
  return details
    .trim()
    .split(/\n\s*\n/)
    .flatMap((paragraph, index) => (index === 0 ? [paragraph] : ['', paragraph]));
}
