/** Errors for people: one screen, no stack trace, nothing that could forge a line or steer the terminal. */
import { Problem, type ProblemParts } from '../errors/problem.ts';

/** Ends with a newline. An error that is our bug says how to report it; its stack is shown only when `VEIL_DEBUG` is set. */
export function showError(error: unknown, env: Readonly<Record<string, string | undefined>>): string {
  if (error instanceof Problem) return problemText(error.parts);
  const thrown = error instanceof Error ? error : new Error(String(error));
  return problemText({
    what: `veil failed: ${thrown.message}`,
    ...(env.VEIL_DEBUG ? { why: thrown.stack ?? '' } : {}),
    next: ['Report this with the output of `veil doctor`; VEIL_DEBUG=1 shows where it happened.'],
  });
}

function problemText({ what, where, why, next = [] }: ProblemParts): string {
  const lines = [`error: ${escapeLine(what)}`];
  if (where !== undefined) lines.push(`  where: ${escapeLine(where)}`);
  if (why !== undefined) lines.push(`  why:   ${escapeLine(why).replaceAll('\n', '\n         ')}`);
  for (const [index, step] of next.entries()) lines.push(`  ${index === 0 ? 'next: ' : '      '} ${escapeLine(step)}`);
  return `${lines.join('\n')}\n`;
}

/** Control and direction-changing characters as \u{…}; a newline stays. */
function escapeLine(text: string): string {
  return text.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
