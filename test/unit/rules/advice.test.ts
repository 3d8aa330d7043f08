/** What `veil rules explain` and `veil rules check` tell beyond the rule's own text. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadNative } from '../../../src/native/load.ts';
import { packageRoot } from '../../../src/native/package-root.ts';
import { howToRotate, whenHarmless } from '../../../src/rules/advice.ts';
import { loadBuiltInRules } from '../../../src/rules/built-in.ts';
import { commonLiteralProblems } from '../../../src/rules/common-literals.ts';
import { loadRuleFile } from '../../../src/rules/load.ts';
import { formatProblem } from '../../../src/rules/rule.ts';
import { ruleText } from '../../../src/rules/rule-source.ts';

test('every built-in rule says when it may be harmless, and how to rotate', () => {
  for (const rule of loadBuiltInRules().rules) {
    const source = ruleText(rule);
    assert.ok(source !== undefined, rule.id);
    assert.ok(whenHarmless(rule, source).length > 20, rule.id);
    assert.ok(howToRotate(rule).length > 10, rule.id);
  }
});

test('a common literal is a warning with file, line and how common it is; a rare one is none', () => {
  const rule = (id: string, pattern: string) =>
    `[[rule]]\nid = "${id}"\ndescription = "d"\nseverity = "low"\npattern = '${pattern}'\n`;
  const text = `provider = "P"\n${rule('common', 'std::[0-9a-f]{32}')}${rule('rare', 'qzx_[0-9a-f]{32}')}`;
  const { rules } = loadRuleFile('p.toml', text, loadNative().layout);
  const problems = commonLiteralProblems(rules, join(packageRoot(), 'native')).map(formatProblem);
  assert.equal(problems.length, 1);
  assert.match(
    problems[0] ?? '',
    /^p\.toml:6: warning: pattern: the literal "std::" is common, \d+ times in a MiB of source code/,
  );
});
