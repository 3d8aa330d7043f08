/** Many processes on one registry: nothing that was acknowledged is lost. The full size is `npm run soak:registry`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soakWriters } from '../helpers/registry-soak.ts';

const size = { processCount: 12, addCount: 8 };
const total = size.processCount * size.addCount;

test('every acknowledged add is there, a busy lock is answered by trying again', async () => {
  const { acknowledged, present, busyCount } = await soakWriters({ ...size, mode: 'add', deletesLock: false });
  assert.deepEqual([acknowledged, present], [total, total]);
  assert.ok(busyCount > 0, 'the processes never met: the test shows nothing');
});

test('the same while another process deletes the lock file in a loop', async () => {
  const { acknowledged, present } = await soakWriters({ ...size, mode: 'add', deletesLock: true });
  assert.deepEqual([acknowledged, present], [total, total]);
});

test('control: without the lock, some are lost', async () => {
  const { acknowledged, present } = await soakWriters({ ...size, mode: 'add-unlocked', deletesLock: false });
  assert.equal(acknowledged, total);
  assert.ok(present < total, `${present} of ${total} are there: the tests above would pass without a lock`);
});
