/** docs/detection.md says of the rules what they say themselves. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTables } from '../../scripts/rules-table.ts';
import { packageRoot } from '../../src/native/package-root.ts';

test('the tables of docs/detection.md are those of the rules (npm run build:rules writes them)', () => {
  const document = readFileSync(join(packageRoot(), 'docs/detection.md'), 'utf8');
  assert.equal(withTables(document), document);
});
