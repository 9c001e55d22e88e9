import { jsonEvent } from '@eventstore/db-client';
import { deleteRaw, tombstoneRaw } from '../testing/raw-writes.js';
import { readRaw, readStreamOptions, serveTestLog, type ServedLog } from '../testing/serve-test-log.js';

// What the official client cannot say: that the stream must exist, and what exactly the answers hold.

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog()));
afterAll(() => served.dispose());

let number = 0;
async function filled(): Promise<string> {
  const name = `filled-${(number += 1)}`;
  await served.client.appendToStream(
    name,
    [1, 2].map(() => jsonEvent({ type: 'Happened', data: {} })),
  );
  return name;
}

it('deletes and ends a stream that must exist', async () => {
  const [deleted, dead] = [await filled(), await filled()];
  const response = await deleteRaw(served.raw, deleted, 'stream_exists');
  const position = response.getPosition();
  expect(position?.getCommitPosition()).toBe(position?.getPreparePosition());
  expect(BigInt(position?.getCommitPosition() ?? 0)).toBe(served.log.engine.position);
  await tombstoneRaw(served.raw, dead);
  const [message] = await readRaw(served.raw, readStreamOptions(deleted));
  expect(message?.hasStreamNotFound()).toBe(true);
});

it('takes a deleted stream for ended when it must exist', async () => {
  const name = await filled();
  await deleteRaw(served.raw, name, 'any');
  await expect(deleteRaw(served.raw, name, 'stream_exists')).rejects.toThrow(`${name} is deleted`);
});
