/** Errors for people: one screen, no stack trace, nothing that could forge a line or steer the terminal. */
import { Problem, type ProblemParts } from '../errors/problem.ts';
import { wrap } from './wrap.ts';

const WIDTH = 80;
const INDENT = 9;

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
  const lines = [`error: ${escapeLines(what)}`];
  if (where !== undefined) lines.push(...labelled('where:', escapeLines(where).split('\n')));
  if (why !== undefined) lines.push(...labelled('why:', wrapped(why)));
  for (const [index, step] of next.entries()) lines.push(...labelled(index === 0 ? 'next:' : '', steps(step)));
  return `${lines.join('\n')}\n`;
}

function wrapped(text: string): string[] {
  return escapeLines(text)
    .split('\n')
    .flatMap((line) => wrap(line, WIDTH - INDENT));
}

/** A command is copied: it stays on its line, however long. Sentences begin with a capital letter, and comments with #. */
function steps(text: string): string[] {
  return text.split('\n').flatMap((line) => (/^[a-z]/.test(line) ? escapeLines(line) : wrapped(line)));
}

/** Where something is (a path) is copied, too. */
function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(INDENT - 2)}${line}`);
}

/** Control and direction-changing characters as \u{…}; a newline stays. */
function escapeLines(text: string): string {
  return text.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
