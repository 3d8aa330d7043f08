/** Ids of rules that people type, on the command line or in veil.toml: a typo must not switch a check off, or on, in vain. */
import { Problem } from '../errors/problem.ts';
import { nearest } from '../model/nearest.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { ScanSettings } from '../scan/scan.ts';

/** `argv` tells an option's id from one of the configuration. Throws a `Problem` for an id that no rule has. */
export function checkRuleIds(
  { enableRules = [], disableRules = [] }: ScanSettings,
  catalogue: RuleCatalogue,
  argv: readonly string[],
): void {
  for (const [name, ids] of [
    ['enable', enableRules],
    ['disable', disableRules],
  ] as const) {
    const id = unknownRuleId(ids, catalogue);
    if (id === undefined) continue;
    const isTyped = argv.some((word) => word.split(/[=,]/).includes(id));
    throw isTyped
      ? unknownRule(id, catalogue, `--${name}-rule`, 'veil rules list')
      : unknownRule(id, catalogue, `rules.${name} of the configuration`, 'veil config dump');
  }
}

/** The first of `ids` that no rule has. Costs nothing where there are none, as in most scans. */
export function unknownRuleId(ids: readonly string[], catalogue: RuleCatalogue): string | undefined {
  if (ids.length === 0) return undefined;
  const known = new Set(catalogue.rules.map(({ id }) => id));
  return ids.find((id) => !known.has(id));
}

/** `command` shows what is there. */
export function unknownRule(id: string, catalogue: RuleCatalogue, where: string, command: string): Problem {
  const suggestion = nearest(
    id,
    catalogue.rules.map((rule) => rule.id),
  );
  return new Problem({
    what: `there is no rule "${id}"`,
    where,
    next: [...(suggestion === undefined ? [] : [`Did you mean "${suggestion}"?`]), command],
  });
}
