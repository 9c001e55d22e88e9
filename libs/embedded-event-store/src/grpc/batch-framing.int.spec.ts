import { randomUUID } from 'node:crypto';
import { jsonEvent } from '@eventstore/db-client';
import { collect } from '../testing/open-test-log.js';
import { batchAppendRaw, type Chunk } from '../testing/raw-writes.js';
import { serveTestLog, type ServedLog } from '../testing/serve-test-log.js';
import { textOf } from './uuids.js';

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog()));
afterAll(() => served.dispose());

const exchange = (chunks: readonly Chunk[]) => batchAppendRaw(served.raw, chunks);
const withIds = (ids: readonly string[], data = '{}') => ids.map((id) => ({ id, data }));

const idsIn = async (streamName: string) =>
  (await collect(served.log.store.readStream(streamName))).map(({ id }) => id);

it('puts an append of several chunks together, in order', async () => {
  const correlationId = randomUUID();
  const ids = Array.from({ length: 9 }, () => randomUUID());
  const answers = await exchange([
    { correlationId, streamName: 'chunked', events: withIds(ids.slice(0, 3)) },
    { correlationId, events: withIds(ids.slice(3, 6)) },
    { correlationId, events: withIds(ids.slice(6)), isFinal: true },
  ]);
  expect(answers).toHaveLength(1);
  expect(textOf(answers[0]?.getCorrelationId())).toBe(correlationId);
  expect(answers[0]?.getSuccess()?.getCurrentRevision()).toBe('8');
  expect(await idsIn('chunked')).toEqual(ids);
});

it('keeps appends apart whose chunks come mixed', async () => {
  const [a, b, one, two, three, four] = Array.from({ length: 6 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
    string, // as many as were asked for
  ];
  const answers = await exchange([
    { correlationId: a, streamName: 'mixed-a', events: withIds([one]) },
    { correlationId: b, streamName: 'mixed-b', events: withIds([two]) },
    { correlationId: a, events: withIds([three]), isFinal: true },
    { correlationId: b, events: withIds([four]), isFinal: true },
  ]);
  expect(answers.map((answer) => textOf(answer.getCorrelationId())).sort()).toEqual([a, b].sort());
  expect(await idsIn('mixed-a')).toEqual([one, three]);
  expect(await idsIn('mixed-b')).toEqual([two, four]);
});

it('answers a refused append once, and ignores what still comes of it', async () => {
  const correlationId = randomUUID();
  const data = JSON.stringify({ text: 'x'.repeat(700_000) });
  const other = randomUUID();
  const answers = await exchange([
    { correlationId, streamName: 'too-large', events: withIds([randomUUID()], data) },
    { correlationId, events: withIds([randomUUID()], data) },
    { correlationId, events: withIds([randomUUID()], data) },
    { correlationId, events: withIds([randomUUID()]), isFinal: true },
    { correlationId: other, streamName: 'fine', events: withIds([randomUUID()]), isFinal: true },
  ]);
  const refusals = answers.filter((answer) => textOf(answer.getCorrelationId()) === correlationId);
  expect(refusals).toHaveLength(1);
  expect(refusals[0]?.getError()?.getDetails()?.getTypeName()).toBe(
    'event_store.client.MaximumAppendSizeExceeded',
  );
  expect(answers).toHaveLength(2);
  expect(await idsIn('too-large')).toEqual([]);
});

it('does not try an append whose deadline has passed', async () => {
  const events = withIds([randomUUID()]);
  const late = { correlationId: randomUUID(), streamName: 'late', deadline: new Date(1_000) };
  expect(await exchange([{ ...late, events, isFinal: true }])).toHaveLength(1);
  expect(await idsIn('late')).toEqual([]);
});

it('answers an append of nothing without making a stream', async () => {
  const [answer] = await exchange([{ correlationId: randomUUID(), streamName: 'nothing', isFinal: true }]);
  expect(answer?.getSuccess()?.hasNoStream()).toBe(true);
  expect(await served.log.engine.streamExists('nothing')).toBe(false);
});

it('takes a flood of appends at once, each with its deadline', async () => {
  const before = served.log.engine.commits;
  const appends = Array.from({ length: 2_000 }, (_, index) =>
    served.client.appendToStream(`flood-${index}`, jsonEvent({ type: 'Flood', data: {} })),
  );
  await Promise.all(appends);
  expect(served.log.engine.commits - before).toBeLessThan(1_000);
});

it('takes appends that the client cuts into chunks', async () => {
  const events = Array.from({ length: 200 }, () =>
    jsonEvent({ type: 'Part', data: { text: 'x'.repeat(4_000) } }),
  );
  await served.client.appendToStream('cut', events, { batchAppendSize: 10_000 });
  expect(await idsIn('cut')).toEqual(events.map(({ id }) => id));
});
