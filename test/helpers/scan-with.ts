/** Small rule sets and folders for tests of the scan. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { loadNative } from '../../src/native/load.ts';
import type { RuleCatalogue } from '../../src/rules/catalogue.ts';
import { encodeRules } from '../../src/rules/encode.ts';
import { loadRuleFile } from '../../src/rules/load.ts';

/** The catalogue of a rule file's text; throws when the file has a problem. */
export function catalogueOf(toml: string): RuleCatalogue {
  const { layout } = loadNative();
  const { rules, problems } = loadRuleFile('test.toml', toml, layout);
  const errors = problems.filter((problem) => problem.level === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return encodeRules(rules, layout);
}

/** One rule: `tok_` and 20 letters or digits. */
export const tokenRule = `
provider = "Test"
[[rule]]
id = "test-token"
description = "a token for tests"
severity = "high"
pattern = 'tok_[a-z0-9]{20}'
examples = ["tok_{lower-alnum:20}", "x = tok_{lower-alnum:20}"]
counter_examples = ["tok_{lower-alnum:19}", "tik_{lower-alnum:20}"]
`;

/** One rule of two halves, which may stand 400 bytes apart. */
export const pairRule = `
provider = "Test"
[[rule]]
id = "test-pair"
description = "an id and its secret"
severity = "high"
pattern = 'KEYID[0-9]{8}'
pair = '''secret=([a-z0-9]{24})'''
pair_distance = 400
pair_missing = "lower"
examples = ["KEYID{digits:8} secret={lower-alnum:24}", "a KEYID{digits:8} secret={lower-alnum:24}"]
counter_examples = ["KEYID{digits:7}", "KEYI{digits:8}"]
`;

/** A made-up token of {@link tokenRule}; `n` tells them apart. */
export function token(n: number): string {
  return `tok_${n.toString(36).padStart(20, 'q0z9')}`;
}

/** A folder that goes when the test ends. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'veil-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below `folder`, with their parents. */
export function writeTree(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
