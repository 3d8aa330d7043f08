/** Ids of rules that people type, on the command line or in veil.toml: a typo must not switch a check off, or on, in vain. */
import type { ItemPlace } from '../config/load-config.ts';
import { Problem } from '../errors/problem.ts';
import { nearest } from '../model/nearest.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { ScanSettings } from '../scan/scan.ts';

/** What no configuration has was typed. Throws a `Problem` for an id that no rule has. */
export function checkRuleIds(
  { enableRules = [], disableRules = [] }: ScanSettings,
  catalogue: RuleCatalogue,
  configPlace: ItemPlace,
): void {
  for (const [name, ids] of [
    ['enable', enableRules],
    ['disable', disableRules],
  ] as const) {
    const id = unknownRuleId(ids, catalogue);
    if (id !== undefined) throw unknownRule(id, catalogue, configPlace(`rules.${name}`, id) ?? `--${name}-rule`);
  }
}

/** The first of `ids` that no rule has. Costs nothing where there are none, as in most scans. */
function unknownRuleId(ids: readonly string[], catalogue: RuleCatalogue): string | undefined {
  if (ids.length === 0) return undefined;
  const known = new Set(catalogue.rules.map(({ id }) => id));
  return ids.find((id) => !known.has(id));
}

/** `where` it was asked for, unless the command has no other id. */
export function unknownRule(id: string, catalogue: RuleCatalogue, where?: string): Problem {
  const suggestion = nearest(
    id,
    catalogue.rules.map((rule) => rule.id),
  );
  return new Problem({
    what: `there is no rule "${id}"`,
    ...(where === undefined ? {} : { where }),
    next: [...(suggestion === undefined ? [] : [`Did you mean "${suggestion}"?`]), 'veil rules list'],
  });
}
