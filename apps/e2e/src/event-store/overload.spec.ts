import { EventStoreDBClient, jsonEvent, UnavailableError } from '@eventstore/db-client';
import { createTestDatabase } from '#libs/platform/testing';
import { until } from '../system/index.js';
import { Flood } from './flood.js';
import { RunningNode } from './running-node.js';

// Clients open twice as many calls as the node has room for. It refuses what is too much, puts out who goes on, and
// serves the others. They speak from this process, the node runs in its own.

const mebibyte = 1_048_576;
const openCallsMax = 16_384;
const callsOfEach = 4_000;

interface Statistics {
  readonly proc: { readonly memPeak: number };
  readonly load: { readonly openCalls: number; readonly connections: number; readonly arrivingBytes: number };
}

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let node: RunningNode;
const floods: Flood[] = [];
const clients: EventStoreDBClient[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  node = await RunningNode.start({ databaseUrl: database.url });
});

afterAll(async () => {
  await node.stop();
  await database.drop();
});

const port = () => Number(new URL(node.url).port);

async function statistics(): Promise<Statistics> {
  const answer = await fetch(`http://127.0.0.1:${port()}/stats`);
  return (await answer.json()) as Statistics;
}

function flood(connections: number, calls: number): Flood[] {
  const opened = Array.from({ length: connections }, () => Flood.open(port(), calls));
  floods.push(...opened);
  return opened;
}

function client(): EventStoreDBClient {
  const connected = EventStoreDBClient.connectionString(node.url);
  clients.push(connected);
  return connected;
}

async function use(friendly: EventStoreDBClient): Promise<void> {
  const before = await collected(friendly);
  await friendly.appendToStream('others', jsonEvent({ type: 'Answered', data: {} }));
  expect(await collected(friendly)).toBe(before + 1);
}

async function collected(friendly: EventStoreDBClient): Promise<number> {
  let events = 0;
  try {
    for await (const { event } of friendly.readStream('others')) if (event) events += 1;
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('not found'))) throw error;
  }
  return events;
}

it.each([1, 2, 3])(
  'stays up and serves others while it is flooded (time %p)',
  async () => {
    const knownBefore = client();
    await use(knownBefore);

    const room = flood(4, callsOfEach);
    await until('nearly all the room is taken', async () => {
      return (await statistics()).load.openCalls >= room.length * callsOfEach;
    });
    const tooMany = flood(4, callsOfEach);
    await until('whoever goes on is put out', () => tooMany.every(({ isOver }) => isOver));
    const [last] = flood(1, 1_000);
    await until('the node is full', async () => {
      return (await statistics()).load.openCalls >= openCallsMax && (last?.refused ?? 0) > 0;
    });
    expect(room.every(({ isOver }) => !isOver)).toBe(true);

    await use(knownBefore);
    await use(client());
    const refusal = await new Promise<Error>((resolve) => {
      const greedy = client();
      for (let each = 0; each < 20; each += 1)
        greedy.subscribeToStream(`greedy-${each}`).on('error', resolve);
    });
    expect(refusal).toBeInstanceOf(UnavailableError);
    expect(refusal.message).toContain('Too many calls are open.');

    for (const opened of floods.splice(0)) opened.end();
    await use(knownBefore);
    await Promise.all(clients.splice(0).map((connected) => connected.dispose()));
    const { proc } = await until('nothing is left of it', async () => {
      const found = await statistics();
      return found.load.openCalls === 0 && found.load.arrivingBytes === 0 ? found : undefined;
    });
    expect(proc.memPeak).toBeLessThan(1_024 * mebibyte);
    expect(node.command.process.exitCode).toBeNull();
  },
  120_000,
);
