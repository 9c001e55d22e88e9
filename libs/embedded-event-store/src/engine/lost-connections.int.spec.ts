import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#libs/event-store';
import { startEmbeddedPostgres } from '#libs/platform';
import { openEmbeddedEventStore } from '../in-process/open-embedded-event-store.js';
import {
  anEvent,
  collect,
  eventually,
  expectWhole,
  killWriter,
  openTestLog,
} from '../testing/open-test-log.js';

/** Many writers, each with its stream, retrying what is unknown with the same ids, until told to stop. */
function startWriting(store: EventStore, streams: number) {
  const acknowledged: string[] = [];
  let stopped = false;
  const write = async (streamName: string) => {
    let expectedRevision: bigint | 'no-stream' = 'no-stream';
    while (!stopped) {
      const event = anEvent();
      const { revision } = await untilKnown(() => store.append(streamName, [event], { expectedRevision }));
      expectedRevision = revision;
      acknowledged.push(event.id);
    }
  };
  const writing = Promise.all(Array.from({ length: streams }, (_, index) => write(`writer-${index}`)));
  return {
    acknowledged,
    stop: async () => {
      stopped = true;
      await writing;
    },
  };
}

/** Any other failure than an unknown outcome would be a wrong answer: these writers never conflict. */
async function untilKnown<Result>(append: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await append();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'EventStoreUnavailable') throw error;
    }
  }
}

async function expectEachOnce(store: EventStore, acknowledged: readonly string[]): Promise<void> {
  const events = await collect(store.readAll());
  expectWhole(events);
  const ours = events.filter(({ streamName }) => streamName.startsWith('writer-')).map(({ id }) => id);
  expect(new Set(ours).size).toBe(ours.length);
  expect([...ours].sort()).toEqual([...acknowledged].sort());
}

it('keeps every acknowledged event once and in order while its connections are ended again and again', async () => {
  const log = await openTestLog();
  const seen: bigint[] = [];
  const leave = new AbortController();
  const following = (async () => {
    for await (const message of log.store.subscribeToAll({ after: 'start', signal: leave.signal })) {
      if (message.kind === 'event') seen.push(message.event.position);
    }
  })();
  const writers = startWriting(log.store, 20);
  for (let round = 1; round <= 10; round += 1) {
    const target = writers.acknowledged.length + 50;
    await eventually(() => writers.acknowledged.length >= target);
    await killWriter(log);
  }
  await writers.stop();
  await expectEachOnce(log.store, writers.acknowledged);
  await eventually(() => BigInt(seen.length) === log.engine.position);
  expect(seen).toEqual(seen.map((_, index) => BigInt(index) + 1n));
  leave.abort();
  await following;
  await log.dispose();
});

it('recovers by itself when Postgres is restarted under load', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'token-ledger-restart-'));
  chmodSync(directory, 0o755); // run as root, Postgres is another user and must be able to enter
  const dataDirectory = join(directory, 'postgres');
  let server = await startEmbeddedPostgres({ dataDirectory });
  const { port } = server;
  const { store, close } = await openEmbeddedEventStore({ databaseUrl: server.url('postgres') });
  const writers = startWriting(store, 10);
  await eventually(() => writers.acknowledged.length > 100);
  await server.stop();
  server = await startEmbeddedPostgres({ dataDirectory, port });
  const target = writers.acknowledged.length + 100;
  await eventually(() => writers.acknowledged.length >= target);
  await writers.stop();
  await expectEachOnce(store, writers.acknowledged);
  await close();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});
