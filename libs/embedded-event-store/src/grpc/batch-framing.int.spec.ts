import { randomUUID } from 'node:crypto';
import { jsonEvent } from '@eventstore/db-client';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { collect } from '../testing/open-test-log.js';
import { proposed, serveTestLog, type ServedLog } from '../testing/serve-test-log.js';
import { empty, streams, type BatchAppendReq, type BatchAppendResp } from './protocol.js';
import { identifierOf } from './stream-names.js';
import { textOf, uuidOf } from './uuids.js';

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog()));
afterAll(() => served.dispose());

interface Chunk {
  readonly correlationId: string;
  /** Of the first chunk. */
  readonly streamName?: string;
  readonly ids?: readonly string[];
  readonly isFinal?: boolean;
  readonly data?: string;
  readonly deadline?: Date;
}

function chunk({
  correlationId,
  streamName,
  ids = [],
  isFinal = false,
  data,
  deadline,
}: Chunk): BatchAppendReq {
  const request = new streams.BatchAppendReq()
    .setCorrelationId(uuidOf(correlationId))
    .setProposedMessagesList(ids.map((id) => proposed(id, data)))
    .setIsFinal(isFinal);
  if (streamName === undefined) return request;
  const options = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(identifierOf(streamName))
    .setAny(new empty.Empty());
  if (deadline) options.setDeadline(timestamp.Timestamp.fromDate(deadline));
  return request.setOptions(options);
}

/** Sends everything, closes, and collects every answer until the server ends the call. */
async function exchange(chunks: readonly Chunk[]): Promise<BatchAppendResp[]> {
  const call = served.raw.batchAppend();
  for (const each of chunks) call.write(chunk(each));
  call.end();
  const answers: BatchAppendResp[] = [];
  for await (const answer of call) answers.push(answer as BatchAppendResp); // the stream is typed as `any`
  return answers;
}

const idsIn = async (streamName: string) =>
  (await collect(served.log.store.readStream(streamName))).map(({ id }) => id);

it('puts an append of several chunks together, in order', async () => {
  const correlationId = randomUUID();
  const ids = Array.from({ length: 9 }, () => randomUUID());
  const answers = await exchange([
    { correlationId, streamName: 'chunked', ids: ids.slice(0, 3) },
    { correlationId, ids: ids.slice(3, 6) },
    { correlationId, ids: ids.slice(6), isFinal: true },
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
    { correlationId: a, streamName: 'mixed-a', ids: [one] },
    { correlationId: b, streamName: 'mixed-b', ids: [two] },
    { correlationId: a, ids: [three], isFinal: true },
    { correlationId: b, ids: [four], isFinal: true },
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
    { correlationId, streamName: 'too-large', ids: [randomUUID()], data },
    { correlationId, ids: [randomUUID()], data },
    { correlationId, ids: [randomUUID()], data },
    { correlationId, ids: [randomUUID()], isFinal: true },
    { correlationId: other, streamName: 'fine', ids: [randomUUID()], isFinal: true },
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
  const correlationId = randomUUID();
  const [answer] = await exchange([
    { correlationId, streamName: 'late', ids: [randomUUID()], isFinal: true, deadline: new Date(1_000) },
  ]);
  expect(answer?.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.Timeout');
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
