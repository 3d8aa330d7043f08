/** What people are told about the rules: one is read as if all had been. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadBuiltInRules } from '../../../src/rules/built-in.ts';
import { RuleLines, writeRuleLines } from '../../../src/rules/rule-lines.ts';

test('each built-in rule by its index is the one that all have there', () => {
  const { rules } = loadBuiltInRules();
  assert.ok(rules.length > 100);
  const lines = new RuleLines(writeRuleLines(rules));
  assert.deepEqual(
    rules.map((_, index) => lines.at(index)),
    rules,
  );
  assert.deepEqual(lines.all(), rules);
  assert.equal(lines.at(3), lines.at(3), 'it is read once');
});

test('there is none beyond the last, and none in an empty list', () => {
  const { rules } = loadBuiltInRules();
  const few = rules.slice(0, 2).map((rule) => ({ ...rule, description: 'a\nline\u2028\u00e9' }));
  const lines = new RuleLines(writeRuleLines(few));
  assert.deepEqual([lines.at(0), lines.at(1), lines.at(2), lines.at(-1)], [few[0], few[1], undefined, undefined]);
  const none = new RuleLines(writeRuleLines([]));
  assert.deepEqual([none.at(0), none.all()], [undefined, []]);
});
