/** A built-in rule as its TOML file has it, for people: the package carries the files beside the prebuilt set. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../native/package-root.ts';
import type { RuleInfo } from './catalogue.ts';

/** The rule's table, without the `[[rule]]` line; undefined when the file is not there. */
export function ruleText(rule: RuleInfo): string | undefined {
  try {
    const tables = readFileSync(join(packageRoot(), rule.source), 'utf8').split(/^\[\[rule\]\]\n/m);
    return tables.find((table) => table.startsWith(`id = "${rule.id}"\n`))?.trimEnd();
  } catch {
    return undefined;
  }
}
