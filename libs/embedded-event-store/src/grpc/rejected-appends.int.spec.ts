import { randomUUID } from 'node:crypto';
import { status, type ServiceError } from '@grpc/grpc-js';
import { jsonEvent } from '@eventstore/db-client';
import { serveTestLog, type ServedLog } from '../testing/serve-test-log.js';
import { shared, streams, type AppendResp } from './protocol.js';
import { identifierOf } from './stream-names.js';
import { uuidOf } from './uuids.js';

// Appends that the official client would not send.

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog()));
afterAll(() => served.dispose());

interface Proposal {
  readonly id?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

const complete = { type: 'Happened', 'content-type': 'application/json' };

function append({ id = randomUUID(), metadata = complete }: Proposal): Promise<AppendResp> {
  return new Promise((resolve, reject) => {
    const call = served.raw.append((error: ServiceError | null, response: AppendResp) =>
      error ? reject(error) : resolve(response),
    );
    const options = new streams.AppendReq.Options()
      .setStreamIdentifier(identifierOf('raw'))
      .setAny(new shared.Empty());
    call.write(new streams.AppendReq().setOptions(options));
    const message = new streams.AppendReq.ProposedMessage().setId(uuidOf(id));
    for (const [key, value] of Object.entries(metadata)) message.getMetadataMap().set(key, value);
    call.write(new streams.AppendReq().setProposedMessage(message));
    call.end();
  });
}

it.each([
  ['no type', { 'content-type': 'application/json' }],
  ['no content type', { type: 'Happened' }],
  ['nothing', {}],
])('says what an event lacks that says %s about itself', async (_title, metadata) => {
  const error = await append({ metadata }).catch((failure: unknown) => failure as ServiceError);
  expect(error).toMatchObject({ code: status.INVALID_ARGUMENT });
  expect((error as ServiceError).metadata.getMap()).toMatchObject({
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });
});

it.each([
  ['an empty type', { metadata: { ...complete, type: '' } }],
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
    maxAppendSize: 1_048_576,
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
