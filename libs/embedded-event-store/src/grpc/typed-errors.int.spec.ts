import {
  AccessDeniedError,
  DeadlineExceededError,
  EventStoreDBClient,
  MaxAppendSizeExceededError,
  StreamNotFoundError,
  UnknownError,
  WrongExpectedVersionError,
  jsonEvent,
  type AppendToStreamOptions,
} from '@eventstore/db-client';
import { serveTestLog, type ServedLog } from '../testing/serve-test-log.js';

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog({ maxAppendBytes: 10_000 })));
afterAll(() => served.dispose());

const anEvent = (text = 'some') => jsonEvent({ type: 'Happened', data: { text } });

describe.each([
  ['in a batch', {}],
  ['one by one', { credentials: { username: 'a', password: 'b' } }],
] as [string, AppendToStreamOptions][])('appending %s', (way, options) => {
  const append = (stream: string, events = [anEvent()], more: AppendToStreamOptions = {}) =>
    served.client.appendToStream(stream, events, { ...options, ...more });

  it('answers the revision and position of the last event', async () => {
    const { success, nextExpectedRevision, position } = await append(`good ${way}`, [anEvent(), anEvent()]);
    expect({ success, nextExpectedRevision }).toEqual({ success: true, nextExpectedRevision: 1n });
    expect(position?.commit).toBe(position?.prepare);
  });

  it('says what was expected and what is there', async () => {
    await append(`wrong ${way}`, [anEvent(), anEvent()]);
    const cases = [
      [{ expectedRevision: 5n }, { expectedVersion: 5n, actualVersion: 1n }],
      [{ expectedRevision: 'no_stream' }, { expectedVersion: 'no_stream', actualVersion: 1n }],
    ] as const;
    for (const [expectation, found] of cases) {
      const failing = append(`wrong ${way}`, [anEvent()], expectation);
      await expect(failing).rejects.toBeInstanceOf(WrongExpectedVersionError);
      await expect(failing).rejects.toMatchObject({ streamName: `wrong ${way}`, ...found });
    }
    const missing = append(`missing ${way}`, [anEvent()], { expectedRevision: 'stream_exists' });
    await expect(missing).rejects.toMatchObject({
      expectedVersion: 'stream_exists',
      actualVersion: 'no_stream',
    });
  });

  it('answers without an exception to a client that wants none', async () => {
    const client = EventStoreDBClient.connectionString(`${served.url}&throwOnAppendFailure=false`);
    const outcome = client.appendToStream(`calm ${way}`, anEvent(), { ...options, expectedRevision: 3n });
    await expect(outcome).resolves.toMatchObject({ success: false });
    await client.dispose();
  });

  it('says how much an append may hold', async () => {
    const large = append('large', [anEvent('x'.repeat(10_000))]);
    await expect(large).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await expect(large).rejects.toMatchObject({ maxAppendSize: 10_000 });
  });

  it('lets nobody append to $all', async () => {
    await expect(append('$all')).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it('refuses an event without a valid id, and goes on with others', async () => {
    const refused = append('bad', [{ ...anEvent(), id: 'not a uuid' }]);
    await expect(refused).rejects.toBeInstanceOf(UnknownError);
    await expect(append(`after bad ${way}`)).resolves.toMatchObject({ success: true });
  });

  it('keeps to the deadline', async () => {
    const late = append('late', [anEvent()], { deadline: -1_000 });
    await expect(late).rejects.toBeInstanceOf(DeadlineExceededError);
    await expect(append(`after late ${way}`)).resolves.toMatchObject({ success: true });
  });
});

it('says that a stream is not there', async () => {
  const reading = async () => {
    for await (const _event of served.client.readStream('nowhere'));
  };
  await expect(reading()).rejects.toBeInstanceOf(StreamNotFoundError);
});
