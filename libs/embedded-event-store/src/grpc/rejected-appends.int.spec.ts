import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { jsonEvent } from '@eventstore/db-client';
import { appendRaw, completeMetadata, type RawEvent } from '../testing/raw-writes.js';
import { serveTestLog, type ServedLog } from '../testing/serve-test-log.js';

// Appends that the official client would not send.

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog()));
afterAll(() => served.dispose());

const append = (event: Partial<RawEvent>) =>
  appendRaw(served.raw, { streamName: 'raw', events: [{ id: randomUUID(), ...event }] });

it.each([
  ['an empty type', { metadata: { ...completeMetadata, type: '' } }],
  ['an empty id', { id: '' }],
  ['the nil id', { id: '00000000-0000-0000-0000-000000000000' }],
  ['an id that is none', { id: 'one' }],
])('refuses an event with %s', async (_title, proposal) => {
  await expect(append(proposal)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
});

it('takes an event without data, of any content type', async () => {
  const response = await append({ metadata: { type: 'Happened', 'content-type': 'image/png' } });
  expect(response.hasSuccess()).toBe(true);
  for await (const { event } of served.client.readStream('raw')) expect(event?.isJson).toBe(false);
});

it('counts the data of all events of an append against its limit', async () => {
  const many = Array.from({ length: 40_000 }, () =>
    jsonEvent({ type: 'Small', data: { some: 'text that says little' } }),
  );
  await expect(served.client.appendToStream('many', many, { deadline: 60_000 })).rejects.toMatchObject({
    type: 'maximum-append-size-exceeded',
  });
  const reading = async () => {
    for await (const _event of served.client.readStream('many'));
  };
  await expect(reading()).rejects.toMatchObject({ type: 'stream-not-found' });
});

it.each(['no_stream', 'any'] as const)(
  'appends nothing where it expects %s, making no stream',
  async (expectedRevision) => {
    const { nextExpectedRevision } = await served.client.appendToStream('nothing', [], { expectedRevision });
    expect(nextExpectedRevision).toBe(0n); // the client's way to say that there is no stream
    expect(await served.log.engine.streamExists('nothing')).toBe(false);
  },
);

it('refuses to append nothing to a stream that is elsewhere', async () => {
  await served.client.appendToStream(
    'short',
    [1, 2].map(() => jsonEvent({ type: 'Happened', data: {} })),
  );
  for (const expectedRevision of ['no_stream', 0n, 5n] as const) {
    const appending = served.client.appendToStream('short', [], { expectedRevision });
    await expect(appending).rejects.toMatchObject({ type: 'wrong-expected-version' });
  }
  const { nextExpectedRevision } = await served.client.appendToStream('short', [], { expectedRevision: 1n });
  expect(nextExpectedRevision).toBe(1n);
});
