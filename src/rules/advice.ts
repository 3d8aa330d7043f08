/** What a rule's shape says about its findings, where its file says nothing of its own: for `veil rules explain`. */
import type { RuleInfo } from './catalogue.ts';

/** When a finding may be harmless. `source` is the rule's table as TOML. */
export function whenHarmless(rule: RuleInfo, source: string): string {
  if (rule.falsePositives !== undefined) return rule.falsePositives;
  const says = (line: RegExp) => line.test(source);
  if (says(/^on_checksum_failure = "suppress"/m)) {
    return 'a revoked or made-up one: what fails its check is not reported';
  }
  if (says(/^checksum = /m)) return 'one invented for documentation: the finding says when its check fails';
  if (says(/^reader = "path"/m)) return 'a file of that name with nothing secret in it';
  if (says(/^pair = /m)) return 'an id without its secret, which the finding lacks then and is lower for';
  if (says(/^value_filter = "password"/m))
    return 'the password of a test or of a throw-away service on the same machine';
  if (says(/^pattern = .*\(\?i/m) || says(/^keywords = /m)) {
    return 'another value of that shape near the name: a hash, an id, a value of a test';
  }
  return 'a revoked one, or one made up for documentation or a test';
}

/** Where, or how, the credential is replaced. */
export function howToRotate(rule: RuleInfo): string {
  return (
    rule.rotate ?? `make a new one where the service lists its keys or tokens, revoke this one, then look who used it`
  );
}
