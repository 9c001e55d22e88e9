import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, type AllStreamRecordedEvent } from '@eventstore/db-client';
import { nodeCommand, RunningNode } from '../event-store/running-node.js';

// The event store alone, killed at random moments while many append to it: what was acknowledged is there, where it was
// said to be, and the log is whole.

const rounds = 12;
const streams = ['one', 'two', 'three', 'four'];
/** Appends in flight at once. */
const writers = 16;
/** Given with a call, they make the client append call by call: in its batch mode one failure would end this process. */
const credentials = { username: 'any', password: 'any' };

interface Acknowledged {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

const folder = mkdtempSync(join(tmpdir(), 'event-store-killed-'));
let node: RunningNode;

beforeEach(async () => (node = await RunningNode.start({ folder })));
afterEach(() => node.kill()); // it is over, unless the test failed
afterAll(async () => {
  await (await RunningNode.start({ folder })).stop();
  rmSync(folder, { recursive: true });
});

const connect = () => EventStoreDBClient.connectionString(node.url);

const acknowledged: Acknowledged[] = [];

it.each(Array.from({ length: rounds }, (_, round) => round + 1))(
  'loses nothing that was acknowledged and breaks nothing, round %i',
  async (round) => {
    const client = connect();
    await expectWhole(client);
    const wanted = acknowledged.length + randomInt(1, 400);
    const isEnough = () => acknowledged.length >= wanted;
    await Promise.all(
      Array.from({ length: writers }, () => appendUntilKilled(client)).concat(killWhen(isEnough, round)),
    );
    await client.dispose();
  },
  60_000,
);

it('is whole at the end, and refuses a second node on the same data', async () => {
  const client = connect();
  await expectWhole(client);
  const second = nodeCommand({ folder });
  expect(await second.exited).toBe(2);
  expect(second.output()).toContain('runs already on this data folder');
  await expectWhole(client);
  await client.dispose();
});

/** Writers go on until their node is gone. */
async function appendUntilKilled(client: EventStoreDBClient): Promise<void> {
  const { process } = node.command;
  while (process.signalCode === null) {
    const answered = await append(client).catch(() => null);
    if (answered === null) return; // nothing was acknowledged
    acknowledged.push(answered);
  }
}

async function append(client: EventStoreDBClient): Promise<Acknowledged> {
  const stream = streams[randomInt(streams.length)] ?? 'one';
  const events = Array.from({ length: randomInt(1, 4) }, () => jsonEvent({ type: 'T', data: {} }));
  const answer = await client.appendToStream(stream, events, { credentials });
  const { nextExpectedRevision: revision, position } = answer;
  return { id: events.at(-1)?.id ?? '', stream, revision, position: position?.commit ?? -1n };
}

/** Every second time its database is killed with it. */
async function killWhen(isEnough: () => boolean, round: number): Promise<void> {
  while (!isEnough()) await new Promise((resolve) => setImmediate(resolve));
  const [postgres] = readFileSync(join(databaseFolder(), 'postmaster.pid'), 'utf8').split('\n');
  const killed = node.kill();
  if (round % 2 === 0) process.kill(Number(postgres), 'SIGKILL');
  await killed;
}

/** When root runs the tests, the database is where its own user may go. */
function databaseFolder(): string {
  const location = join(folder, 'postgres.location');
  return existsSync(location) ? readFileSync(location, 'utf8').trim() : join(folder, 'postgres');
}

async function expectWhole(client: EventStoreDBClient): Promise<void> {
  const events: AllStreamRecordedEvent[] = [];
  for await (const { event } of client.readAll()) if (event) events.push(event);
  const next = new Map<string, bigint>();
  const places = new Map<string, AllStreamRecordedEvent>();
  let last = -1n;
  for (const event of events) {
    expect(event.position.commit).toBeGreaterThan(last);
    last = event.position.commit;
    expect(event.revision).toBe(next.get(event.streamId) ?? 0n);
    next.set(event.streamId, event.revision + 1n);
    places.set(event.id, event);
  }
  for (const { id, stream, revision, position } of acknowledged) {
    expect(places.get(id)).toMatchObject({ streamId: stream, revision, position: { commit: position } });
  }
  for (const stream of streams) {
    const head = next.get(stream);
    const expectedRevision = head === undefined ? 'no_stream' : head - 1n;
    const event = jsonEvent({ type: 'T', data: {} });
    await client.appendToStream(stream, event, { expectedRevision, credentials });
  }
}
