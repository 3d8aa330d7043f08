/** What people are told about the rules: one is read as if all had been. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadBuiltInRules } from '../../../src/rules/built-in.ts';
import { RuleTexts, writeRuleTexts } from '../../../src/rules/rule-texts.ts';

test('each built-in rule by its index is the one that all have there', () => {
  const { rules } = loadBuiltInRules();
  assert.ok(rules.length > 100);
  const texts = new RuleTexts(writeRuleTexts(rules));
  assert.deepEqual(
    rules.map((_, index) => texts.at(index)),
    rules,
  );
  assert.deepEqual(texts.all(), rules);
  assert.equal(texts.at(3), texts.at(3), 'it is read once');
});

test('there is none beyond the last, and none in an empty list', () => {
  const { rules } = loadBuiltInRules();
  const few = rules.slice(0, 2).map((rule) => ({ ...rule, description: 'a\nline\u2028\u00e9' }));
  const texts = new RuleTexts(writeRuleTexts(few));
  assert.deepEqual([texts.at(0), texts.at(1), texts.at(2), texts.at(-1)], [few[0], few[1], undefined, undefined]);
  const none = new RuleTexts(writeRuleTexts([]));
  assert.deepEqual([none.at(0), none.all()], [undefined, []]);
});
