/** A rule as its TOML file has it, for people: the package carries the built-in ones' files beside the prebuilt set. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { packageRoot } from '../native/package-root.ts';
import type { RuleInfo } from './catalogue.ts';

const TABLE = /^[ \t]*\[\[[ \t]*rule[ \t]*\]\].*\n/m;

/** The rule's table, without the `[[rule]]` line; undefined when the file is not there. */
export function ruleText(rule: RuleInfo): string | undefined {
  return fileText(rule)
    ?.split(TABLE)
    .find((table) => idLine(rule).test(table))
    ?.trimEnd();
}

/** `rules/github.toml:12`: the line of its id. Without the line when the file is not there. */
export function rulePlace(rule: RuleInfo): string {
  const lines = fileText(rule)?.split('\n') ?? [];
  const index = lines.findIndex((line) => idLine(rule).test(line));
  return index === -1 ? rule.source : `${rule.source}:${index + 1}`;
}

/** A user's rule has an absolute path; a built-in one's is relative to the package. */
export function fileText({ source }: RuleInfo): string | undefined {
  try {
    return readFileSync(resolve(packageRoot(), source), 'utf8');
  } catch {
    return undefined;
  }
}

function idLine({ id }: RuleInfo): RegExp {
  return new RegExp(`^\\s*id\\s*=\\s*["']${id}["']`, 'm');
}
