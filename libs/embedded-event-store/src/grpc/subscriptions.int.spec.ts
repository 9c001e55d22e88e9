import {
  eventTypeFilter,
  jsonEvent,
  streamNameFilter,
  type AllStreamSubscription,
  type Filter,
} from '@eventstore/db-client';
import { eventually } from '../testing/open-test-log.js';
import { serveTestLog, type ServedLog } from '../testing/serve-test-log.js';

let served: ServedLog;
beforeEach(async () => (served = await serveTestLog()));
afterEach(() => served.dispose());

const append = (stream: string, count: number, type = 'Happened') =>
  served.client.appendToStream(
    stream,
    Array.from({ length: count }, () => jsonEvent({ type, data: {} })),
  );

interface Seen {
  readonly subscription: AllStreamSubscription;
  readonly streams: string[];
  readonly types: string[];
  caughtUp: number;
}

function follow(filter?: Filter): Seen {
  const subscription = served.client.subscribeToAll(filter ? { filter } : {});
  const seen: Seen = { subscription, streams: [], types: [], caughtUp: 0 };
  subscription.on('error', () => undefined);
  subscription.on('caughtUp', () => (seen.caughtUp += 1));
  subscription.on('data', ({ event }) => {
    seen.streams.push(event?.streamId ?? '');
    seen.types.push(event?.type ?? '');
  });
  return seen;
}

it('filters by a pattern, anywhere in the name and case-sensitively', async () => {
  await append('a-cat-1', 1);
  await append('a-Cat-2', 1);
  await append('a-dog-1', 1);
  const seen = follow(streamNameFilter({ regex: 'cat' }));
  await eventually(() => seen.caughtUp === 1);
  expect(seen.streams).toEqual(['a-cat-1']);
  await seen.subscription.unsubscribe();
});

it('leaves system events out by pattern', async () => {
  await append('$system', 1, '$Hidden');
  await append('user', 1, 'Seen');
  const seen = follow(eventTypeFilter({ regex: '^[^$].*' }));
  await eventually(() => seen.caughtUp === 1);
  expect(seen.types).toEqual(['Seen']);
  await seen.subscription.unsubscribe();
});

it('excludes by a lookahead at the beginning', async () => {
  await append('$system', 1, '$Hidden');
  await append('user', 1, 'Seen');
  const seen = follow(eventTypeFilter({ regex: '^(?!\\$)' }));
  await eventually(() => seen.caughtUp === 1);
  expect(seen.types).toEqual(['Seen']);
  await seen.subscription.unsubscribe();
});

it('is not held up by a pattern over which a backtracking engine would never finish', async () => {
  await append('a'.repeat(1_900) + '!', 20);
  const seen = follow(streamNameFilter({ regex: '^(a+)+$' }));
  await eventually(() => seen.caughtUp === 1);
  expect(seen.streams).toEqual([]);
  await seen.subscription.unsubscribe();
});

it('serves others while it tries an expensive pattern', async () => {
  for (let each = 0; each < 5; each += 1) await append(`${nearlyMatching(each)}!`, 1);
  const seen = follow(streamNameFilter({ regex: '(.{0,30}a){7}$' }));
  const more = Array.from({ length: 4 }, () => follow(streamNameFilter({ regex: '(.{0,30}a){7}$' })));
  let answers = 0;
  while (seen.caughtUp === 0) {
    await append('others', 1);
    answers += 1;
  }
  expect(answers).toBeGreaterThan(1);
  expect(seen.streams).toEqual([]);
  for (const { subscription } of more) await subscription.unsubscribe();
  await seen.subscription.unsubscribe();
}, 60_000);

/** Without order, so that the engine remembers little of what it has tried. */
function nearlyMatching(seed: number): string {
  let state = seed + 1;
  const letter = () => 'abx'.charAt((state = (state * 48_271) % 2_147_483_647) % 3);
  return Array.from({ length: 1_900 }, letter).join('');
}

it('prefers the pattern to prefixes', async () => {
  await append('cat-1', 1);
  await append('dog-1', 1);
  const seen = follow({ filterOn: 'streamName', regex: '^dog', prefixes: ['cat'], checkpointInterval: 1 });
  await eventually(() => seen.caughtUp === 1);
  expect(seen.streams).toEqual(['dog-1']);
  await seen.subscription.unsubscribe();
});

it('sends a checkpoint after every so many considered events, matching or not, each after its event', async () => {
  await append('noise', 200);
  await append('wanted', 184);
  const positions: bigint[] = [];
  const eventsBefore: number[] = [];
  let events = 0;
  const filter = streamNameFilter({
    prefixes: ['wanted'],
    maxSearchWindow: 32,
    checkpointInterval: 2,
    checkpointReached: (_subscription, { commit }) => {
      positions.push(commit);
      eventsBefore.push(events);
    },
  });
  const subscription = served.client.subscribeToAll({ filter });
  let caughtUp = false;
  subscription.on('data', () => (events += 1));
  subscription.on('caughtUp', () => (caughtUp = true));
  await eventually(() => caughtUp);
  // 4 system events, 200 and 184: six full intervals of 64, and what remains when all is caught up.
  expect(positions).toEqual([64n, 128n, 192n, 256n, 320n, 384n, 388n]);
  expect(eventsBefore.at(-1)).toBe(184);
  await subscription.unsubscribe();
});

it('counts on from the last checkpoint when live', async () => {
  const positions: bigint[] = [];
  const filter = streamNameFilter({
    prefixes: ['nothing'],
    maxSearchWindow: 10,
    checkpointInterval: 1,
    checkpointReached: (_subscription, { commit }) => void positions.push(commit),
  });
  const seen = follow(filter);
  await eventually(() => seen.caughtUp === 1);
  expect(positions).toEqual([4n]);
  for (let number = 0; number < 25; number += 1) await append('live', 1);
  await eventually(() => positions.length === 3);
  expect(positions).toEqual([4n, 14n, 24n]);
  await seen.subscription.unsubscribe();
});

it('catches up once, however much is written meanwhile', async () => {
  await append('before', 300);
  const seen = follow();
  const writing = Promise.all(Array.from({ length: 20 }, (_, index) => append(`meanwhile-${index}`, 20)));
  await writing;
  await eventually(() => seen.streams.length === 4 + 300 + 400 && seen.caughtUp > 0);
  expect(seen.caughtUp).toBe(1);
  await seen.subscription.unsubscribe();
});

describe('of one stream', () => {
  const revisions = async (fromRevision: 'start' | 'end' | bigint, streamName: string) => {
    const found: bigint[] = [];
    let caughtUp = 0;
    const subscription = served.client.subscribeToStream(streamName, { fromRevision });
    subscription.on('data', ({ event }) => found.push(event?.revision ?? -1n));
    subscription.on('caughtUp', () => (caughtUp += 1));
    await eventually(() => caughtUp === 1);
    return { found, subscription, caughtUp: () => caughtUp };
  };

  it.each([
    ['the start', 'start', [0n, 1n, 2n, 3n, 4n, 5n]],
    ['after a revision', 2n, [3n, 4n, 5n]],
    ['the end', 'end', [5n]],
  ] as const)('begins at %s', async (_title, from, expected) => {
    await append('one', 5);
    await append('another', 5);
    const following = await revisions(from, 'one');
    await append('another', 1);
    await append('one', 1);
    await eventually(() => following.found.length === expected.length);
    expect(following.found).toEqual(expected);
    expect(following.caughtUp()).toBe(1);
    await following.subscription.unsubscribe();
  });

  it('waits for a stream that does not exist yet', async () => {
    const following = await revisions('start', 'future');
    await append('future', 2);
    await eventually(() => following.found.length === 2);
    expect(following.found).toEqual([0n, 1n]);
    await following.subscription.unsubscribe();
  });

  it('neither skips nor repeats while the stream is written to', async () => {
    await append('busy', 100);
    const found: bigint[] = [];
    const subscription = served.client.subscribeToStream('busy');
    subscription.on('data', ({ event }) => found.push(event?.revision ?? -1n));
    for (let number = 0; number < 100; number += 1) await append('busy', 1);
    await eventually(() => found.length >= 200);
    expect(found).toEqual(Array.from({ length: 200 }, (_, index) => BigInt(index)));
    await subscription.unsubscribe();
  });
});
