/** Golden files: `UPDATE_GOLDEN=1 npm test` (or `npm run golden`) writes them anew; read the diff before you commit it. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/native/package-root.ts';

/** `name` is relative to test/golden/. */
export function assertGolden(name: string, actual: string): void {
  const path = join(packageRoot(), 'test/golden', name);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.equal(actual, readFileSync(path, 'utf8'), `${name} differs; if that is right: npm run golden`);
}
