/** Every rule of rules/ finds its examples and leaves its counter-examples alone, when it is the only rule switched on. */
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { loadNative } from '../../src/native/load.ts';
import { packageRoot } from '../../src/native/package-root.ts';
import { ExampleChecker } from '../../src/rules/check-examples.ts';
import { encodeRules } from '../../src/rules/encode.ts';
import { findDuplicateIds, loadRuleFile } from '../../src/rules/load.ts';
import { formatProblem } from '../../src/rules/rule.ts';
import { readRuleFiles } from '../../src/rules/rule-files.ts';

const native = loadNative();
const loaded = readRuleFiles(join(packageRoot(), 'rules')).map((file) =>
  loadRuleFile(basename(file.name), file.text, native.layout),
);
const rules = loaded.flatMap((file) => file.rules);
const checker = new ExampleChecker(native, encodeRules(rules, native.layout));

test('the rule files have no problems', () => {
  const problems = [...loaded.flatMap((file) => file.problems), ...findDuplicateIds(rules)];
  assert.deepEqual(problems.map(formatProblem), []);
});

describe('examples and counter-examples', () => {
  for (const rule of rules) {
    test(rule.id, async () => {
      assert.deepEqual((await checker.check(rule)).map(formatProblem), []);
    });
  }
});
