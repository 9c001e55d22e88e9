import { randomUUID } from 'node:crypto';
import { openEmbeddedEventStore } from '../in-process/open-embedded-event-store.js';
import { anEvent, collect, eventually, openTestLog, type TestLog } from '../testing/open-test-log.js';
import { ProjectionNotFound } from './errors.js';

const name = '$by_category';
let log: TestLog;
beforeEach(async () => (log = await openTestLog()));
afterEach(() => log.dispose());

const byCategory = () => log.projections.named(name);
const append = (stream: string, count = 1) =>
  log.store.append(
    stream,
    Array.from({ length: count }, () => anEvent()),
    { expectedRevision: 'any' },
  );
const links = async (stream: string) => {
  const range = { direction: 'forwards', from: 0n, limit: Infinity } as const;
  return (await collect(log.engine.readStream(stream, range))).map(({ data }) =>
    Buffer.from(data).toString(),
  );
};
const caughtUp = () => {
  const { position } = log.engine;
  return eventually(() => Number(/\d+$/.exec(byCategory().statistics.position)?.[0] ?? -1) >= position);
};

it('writes nothing as long as nobody enables anything', async () => {
  const { position } = log.engine;
  await append('order-1');
  expect(log.projections.all.map(({ statistics }) => statistics.status)).toEqual(Array(5).fill('Stopped'));
  await log.projections.close();
  expect(log.engine.position).toBe(position + 1n);
});

it('goes on after a restart, where it stopped', async () => {
  await byCategory().enable();
  await append('order-1', 300);
  await caughtUp();
  await log.projections.close();
  await log.engine.close();
  const again = await openEmbeddedEventStore({ databaseUrl: log.databaseUrl });
  const { statistics } = again.projections.named(name);
  expect(statistics).toMatchObject({
    status: 'Running',
    lastCheckpoint: expect.stringMatching(/^C:[1-9]/) as unknown,
  });
  await again.store.append('order-1', [anEvent()], { expectedRevision: 'any' });
  await eventually(async () => (await collect(again.store.readStream('$ce-order'))).length === 301);
  expect(again.projections.named(name).statistics.eventsProcessedAfterRestart).toBe(1);
  await again.close();
});

it('hides what it wrote before a reset', async () => {
  await byCategory().enable();
  await append('order-1', 2);
  await caughtUp();
  await byCategory().reset();
  await caughtUp();
  expect(await links('$ce-order')).toEqual(['0@order-1', '1@order-1']);
  const all = await collect(log.engine.readAll({ direction: 'forwards', from: 0n, limit: Infinity }));
  expect(all.filter(({ streamName }) => streamName === '$ce-order')).toHaveLength(4);
});

it('takes another query', async () => {
  await byCategory().update('last\n-');
  await byCategory().enable();
  await append('order-eu-1');
  await caughtUp();
  expect(await links('$ce-order-eu')).toEqual(['0@order-eu-1']);
});

it('leaves out what would need too long a name, and goes on', async () => {
  await byCategory().enable();
  const category = 'c'.repeat(1_997);
  await append(`${category}-1`);
  await append('order-1');
  await caughtUp();
  expect(await links('$ce-order')).toEqual(['0@order-1']);
});

it('stops when somebody else writes to its streams, and says so', async () => {
  await append('$ce-order');
  await append('order-1');
  await byCategory().enable();
  await eventually(() => byCategory().statistics.status.startsWith('Faulted'));
  expect(byCategory().statistics.stateReason).toBe(
    "The '$ce-order' stream managed by projection 3 has been written to from the outside.",
  );
  await byCategory().disable();
  expect(byCategory().statistics.status).toBe('Stopped');
});

it('stops when a stream of its own has ended for ever', async () => {
  await log.engine.tombstoneStream({ streamName: '$ce-order', expectedRevision: 'any' });
  await append('order-1');
  await byCategory().enable();
  await eventually(() => byCategory().statistics.status.startsWith('Faulted'));
  expect(byCategory().statistics.stateReason).toBe("The '$ce-order' stream is deleted.");
});

it('brings streams of its own back when somebody deleted them', async () => {
  await byCategory().enable();
  await append('order-1', 2);
  await caughtUp();
  await log.engine.deleteStream({ streamName: '$ce-order', expectedRevision: 'any' });
  await append('order-1');
  await caughtUp();
  expect(await links('$ce-order')).toEqual(['2@order-1']);
});

it('knows no others', () => {
  expect(() => log.projections.named(randomUUID())).toThrow(ProjectionNotFound);
});

it('falls back to the database when it is far behind, and keeps the order', async () => {
  const count = 12_000;
  for (let written = 0; written < count; written += 1_000) await append(`order-${written % 7_000}`, 1_000);
  await byCategory().enable();
  await caughtUp();
  const all = await collect(log.engine.readAll({ direction: 'forwards', from: 0n, limit: Infinity }));
  const expected = all.filter(({ streamName }) => streamName.startsWith('order-'));
  expect(await links('$ce-order')).toEqual(
    expected.map(({ revision, streamName }) => `${revision}@${streamName}`),
  );
}, 60_000);
