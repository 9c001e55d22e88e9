import { promisify } from 'node:util';
import { status } from '@grpc/grpc-js';
import { jsonEvent } from '@eventstore/db-client';
import { readRaw, readStreamOptions, serveTestLog, type ServedLog } from '../testing/serve-test-log.js';
import { shared, streams, type DeleteReq, type DeleteResp, type TombstoneReq } from './protocol.js';
import { identifierOf } from './stream-names.js';

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

const deletion = (name: string) => new streams.DeleteReq.Options().setStreamIdentifier(identifierOf(name));
const tombstoning = (name: string) =>
  new streams.TombstoneReq.Options().setStreamIdentifier(identifierOf(name));
const remove = (options: DeleteReq.Options): Promise<DeleteResp> =>
  promisify((request: DeleteReq, done: (error: Error | null, response: DeleteResp) => void) =>
    served.raw.delete(request, done),
  )(new streams.DeleteReq().setOptions(options));
const entomb = (options: TombstoneReq.Options): Promise<unknown> =>
  new Promise((resolve, reject) =>
    served.raw.tombstone(new streams.TombstoneReq().setOptions(options), (error, response) =>
      error ? reject(error) : resolve(response),
    ),
  );

async function trailersOf(failing: Promise<unknown>): Promise<Record<string, unknown>> {
  const error = (await failing.catch((failure: unknown) => failure)) as {
    code: status;
    metadata: { getMap(): Record<string, unknown> };
  };
  const { 'content-type': _type, date: _date, ...trailers } = error.metadata.getMap();
  return { code: error.code, ...trailers };
}

it('deletes and ends a stream that must exist', async () => {
  const [deleted, dead] = [await filled(), await filled()];
  const response = await remove(deletion(deleted).setStreamExists(new shared.Empty()));
  const position = response.getPosition();
  expect(position?.getCommitPosition()).toBe(position?.getPreparePosition());
  expect(BigInt(position?.getCommitPosition() ?? 0)).toBe(served.log.engine.position);
  await entomb(tombstoning(dead).setStreamExists(new shared.Empty()));
  const [message] = await readRaw(served.raw, readStreamOptions(deleted));
  expect(message?.hasStreamNotFound()).toBe(true);
});

it('says what was expected and what is there', async () => {
  const name = await filled();
  expect(await trailersOf(remove(deletion(name).setRevision('7')))).toEqual({
    code: status.FAILED_PRECONDITION,
    exception: 'wrong-expected-version',
    'stream-name': name,
    'expected-version': '7',
    'actual-version': '1',
  });
  const missing = remove(deletion('missing').setStreamExists(new shared.Empty()));
  expect(await trailersOf(missing)).toMatchObject({ 'expected-version': '-4', 'actual-version': '-1' });
  const anyMissing = remove(deletion('missing').setAny(new shared.Empty()));
  expect(await trailersOf(anyMissing)).toMatchObject({ 'expected-version': '-2', 'actual-version': '-1' });
});

it('says that a stream has ended, to readers and writers', async () => {
  const name = await filled();
  await entomb(tombstoning(name).setAny(new shared.Empty()));
  const ended = {
    code: status.FAILED_PRECONDITION,
    exception: 'stream-deleted',
    'stream-name': name,
  };
  expect(await trailersOf(entomb(tombstoning(name).setAny(new shared.Empty())))).toEqual(ended);
  expect(await trailersOf(remove(deletion(name).setStreamExists(new shared.Empty())))).toEqual(ended);
  expect(await trailersOf(readRaw(served.raw, readStreamOptions(name)))).toEqual(ended);
});

it('takes a deleted stream for ended when it must exist', async () => {
  const name = await filled();
  await remove(deletion(name).setAny(new shared.Empty()));
  const again = remove(deletion(name).setStreamExists(new shared.Empty()));
  expect(await trailersOf(again)).toMatchObject({ exception: 'stream-deleted' });
});

it.each(['$$described', '$all'])('refuses to remove %s', async (name) => {
  const denied = { code: status.PERMISSION_DENIED, exception: 'access-denied' };
  expect(await trailersOf(remove(deletion(name).setAny(new shared.Empty())))).toEqual(denied);
  expect(await trailersOf(entomb(tombstoning(name).setAny(new shared.Empty())))).toEqual(denied);
});

it('refuses a stream without a name', async () => {
  const options = new streams.DeleteReq.Options().setAny(new shared.Empty());
  expect(await trailersOf(remove(options))).toEqual({ code: status.INVALID_ARGUMENT });
});
