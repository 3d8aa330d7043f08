import type { Severity } from '../model/severity.ts';
import type { RuleSetArrays } from '../native/binding.ts';

/** What people are told about a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly provider: string;
  readonly description: string;
  readonly severity: Severity;
  readonly offByDefault: boolean;
  /** Packs that switch it on together ("pii"), and families ("cloud", "payment") for documentation. */
  readonly tags: readonly string[];
  readonly reference?: string;
  /** Where the credential is rotated, and why a finding may be false: for `veil rules explain`. */
  readonly rotate?: string;
  readonly falsePositives?: string;
  /** The TOML file it came from. */
  readonly source: string;
}

/** Rules ready for the engine: position i of `rules` is row i of `arrays`. */
export interface RuleCatalogue {
  readonly rules: readonly RuleInfo[];
  /** `rules[index]`, without the others: a prebuilt file decodes what it is asked for, and a scan asks for few. */
  ruleAt(index: number): RuleInfo | undefined;
  /** A byte for each rule: 1 = not `offByDefault`. */
  readonly onByDefault: Uint8Array;
  readonly arrays: RuleSetArrays;
  /** The serialised prefilter for these arrays without the rules that are off by default (encode.ts); empty = compile it now. */
  readonly database: Uint8Array;
  /** Hex SHA-256 over the arrays: what caches are keyed by. */
  readonly digest: string;
}
