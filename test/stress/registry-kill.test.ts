/** SIGKILL inside a save. The full size is `npm run soak:registry`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soakKills } from '../helpers/registry-soak.ts';

test('killed anywhere in a save: the registry is one of its two versions, and no lock stays', async () => {
  const { kills, killsInsideSave } = await soakKills(30, 3, 500);
  assert.ok(kills >= 30);
  assert.ok(killsInsideSave >= 3, `only ${killsInsideSave} of ${kills} kills were inside a save`);
});
