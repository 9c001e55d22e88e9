import { EventStoreDBClient, jsonEvent, type AppendToStreamOptions } from '@eventstore/db-client';
import { serveTestLog, type ServedLog } from '../testing/serve-test-log.js';

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog()));
afterAll(() => served.dispose());

const anEvent = () => jsonEvent({ type: 'Happened', data: {} });

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

  it('answers without an exception to a client that wants none', async () => {
    const client = EventStoreDBClient.connectionString(`${served.url}&throwOnAppendFailure=false`);
    const outcome = client.appendToStream(`calm ${way}`, anEvent(), { ...options, expectedRevision: 3n });
    await expect(outcome).resolves.toMatchObject({ success: false });
    await client.dispose();
  });

  it.each([
    ['is refused', [{ ...anEvent(), id: 'not a uuid' }], {}],
    ['comes too late', [anEvent()], { deadline: -1_000 }],
  ] as const)('goes on when one %s', async (reason, events, more) => {
    await expect(append('bad', [...events], more)).rejects.toThrow();
    await expect(append(`after one ${reason}, ${way}`)).resolves.toMatchObject({ success: true });
  });
});
