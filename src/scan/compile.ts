import type { NativeBinding, NativeEngine } from '../native/binding.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import { arraysWithoutOffRules } from '../rules/encode.ts';

/**
 * The engine for a scan with these rules switched on. The usual one has its prefilter prebuilt; with a rule that is off
 * by default it is compiled now, which takes some ten milliseconds. Throws what `compile` throws.
 */
export function compileFor(
  native: NativeBinding,
  catalogue: RuleCatalogue,
  enableRules: readonly string[] = [],
  countRules = false,
): NativeEngine {
  const wanted = new Set(enableRules);
  const usesOffRule = catalogue.rules.some((rule) => rule.offByDefault && wanted.has(rule.id));
  const options = { compile_patterns_now: false, count_rules: countRules };
  if (usesOffRule) return native.compile(catalogue.arrays, new Uint8Array(0), options);
  return native.compile(arraysWithoutOffRules(catalogue, native.layout), catalogue.database, options);
}
