// Random lives of a stream, on the real engine and on a model of the rules: every answer and every read must agree,
// however often the engine is closed and opened again in between.

import fc from 'fast-check';
import { StreamDeleted, WrongExpectedRevision, type ExpectedRevision } from '#libs/event-store';
import { openEmbeddedEventStore, type OpenedEventStore } from '../in-process/open-embedded-event-store.js';
import { collect, openTestLog, type TestLog } from '../testing/open-test-log.js';
import { ModelStream, type ModelMetadata, type ModelOutcome } from '../testing/model-stream.js';
import type { AppendOutcome } from './append-request.js';
import { pastTheEnd } from './event-log.js';

let log: TestLog;
let opened: OpenedEventStore;
beforeAll(async () => {
  log = await openTestLog();
  opened = log;
});
afterAll(async () => {
  if (opened !== log) await opened.close();
  await log.dispose();
});

async function reopen(): Promise<void> {
  await opened.close();
  opened = await openEmbeddedEventStore({ databaseUrl: log.databaseUrl });
}

/** Few ids and low revisions, so that repetitions and conflicts come often. */
const anId = fc.constantFrom(...'0123456789').map((digit) => `00000000-0000-4000-8000-${digit.repeat(12)}`);
const expected = fc.oneof(
  fc.constantFrom<ExpectedRevision>('any', 'any', 'any', 'no-stream', 'stream-exists'),
  fc.bigInt({ min: 0n, max: 6n }),
);
const metadata = fc.record(
  {
    $maxCount: fc.integer({ min: 1, max: 6 }),
    $tb: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant('end' as const)),
    custom: fc.string(),
  },
  { requiredKeys: [] },
);
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constant('append'), expected, ids: fc.array(anId, { maxLength: 3 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('describe'), metadata }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete'), expected }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tombstone'), expected }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen') }) },
) as fc.Arbitrary<Step>; // the record's kinds are inferred as plain strings

type Step =
  | { readonly kind: 'append'; readonly expected: ExpectedRevision; readonly ids: readonly string[] }
  | { readonly kind: 'describe'; readonly metadata: ModelMetadata }
  | { readonly kind: 'delete' | 'tombstone'; readonly expected: ExpectedRevision }
  | { readonly kind: 'reopen' };

let streams = 0;

it('answers and shows what the rules say, through every life of a stream', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 25, size: 'max' }), async (steps) => {
      const streamName = `life-${(streams += 1)}`;
      const model = new ModelStream();
      for (const each of steps) {
        await live(streamName, model, each);
        await expectSameToBeSeen(streamName, model);
      }
    }),
    { numRuns: 50 },
  );
});

async function live(streamName: string, model: ModelStream, step: Step): Promise<void> {
  const { engine } = opened;
  switch (step.kind) {
    case 'append': {
      const events = step.ids.map((id) => event(id, 'Lived', {}));
      const outcome = engine.append({ streamName, expectedRevision: step.expected, events });
      return await expectSameOutcome(outcome, model.append(step.expected, step.ids));
    }
    case 'describe': {
      const outcome = engine.append({
        streamName: `$$${streamName}`,
        expectedRevision: 'any',
        events: [event(crypto.randomUUID(), '$metadata', step.metadata)],
      });
      return await expectSameOutcome(outcome, model.describe(step.metadata));
    }
    case 'delete': {
      const outcome = engine.deleteStream({ streamName, expectedRevision: step.expected });
      return await expectSameOutcome(outcome, model.delete(step.expected));
    }
    case 'tombstone': {
      const outcome = engine.tombstoneStream({ streamName, expectedRevision: step.expected });
      return await expectSameOutcome(outcome, model.tombstone(step.expected));
    }
    case 'reopen':
      return await reopen();
  }
}

/** An append of events that are there answers like the first time, which is seen by the log not growing. */
async function expectSameOutcome(answer: Promise<AppendOutcome>, outcome: ModelOutcome): Promise<void> {
  const before = opened.engine.position;
  const error: unknown = await answer.then(
    () => null,
    (failure: unknown) => failure,
  );
  const grew = opened.engine.position > before;
  if (outcome === 'written' || outcome === 'repeated') expect(error).toBeNull();
  if (outcome === 'refused') expect(error).toBeInstanceOf(WrongExpectedRevision);
  if (outcome === 'deleted') expect(error).toBeInstanceOf(StreamDeleted);
  if (outcome !== 'written') expect(grew).toBe(false);
}

async function expectSameToBeSeen(name: string, model: ModelStream): Promise<void> {
  const { engine } = opened;
  const forwards = collect(engine.readStream(name, { direction: 'forwards', from: 0n, limit: Infinity }));
  if (model.isTombstoned) return await expect(forwards).rejects.toBeInstanceOf(StreamDeleted);
  const visible = (model.visible ?? []).map(BigInt);
  const seen = await forwards;
  expect(seen.map(({ revision }) => revision)).toEqual(visible);
  expect(seen.map(({ id }) => id)).toEqual(visible.map((revision) => model.ids[Number(revision)]));
  expect(await engine.streamExists(name)).toBe(model.visible !== null);
  const middle = { from: 2n, limit: 2 };
  const on = await collect(engine.readStream(name, { direction: 'forwards', ...middle }));
  expect(on.map(({ revision }) => revision)).toEqual(visible.filter((each) => each >= 2n).slice(0, 2));
  const back = await collect(engine.readStream(name, { direction: 'backwards', from: pastTheEnd, limit: 3 }));
  expect(back.map(({ revision }) => revision)).toEqual(visible.toReversed().slice(0, 3));
}

function event(id: string, type: string, data: object) {
  const text = JSON.stringify(data).replace('"end"', '9223372036854775807');
  return { id, type, isJson: true, data: Buffer.from(text), metadata: Buffer.alloc(0) };
}

it('leaves a log without gaps behind', async () => {
  const all = await collect(opened.engine.readAll({ direction: 'forwards', from: 0n, limit: Infinity }));
  expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index) + 1n));
  const next = new Map<string, bigint>();
  for (const { streamName, revision, type } of all) {
    if (type === '$streamDeleted') continue;
    expect(revision).toBe(next.get(streamName) ?? 0n);
    next.set(streamName, revision + 1n);
  }
});
