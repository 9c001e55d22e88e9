/** Whoever follows a stream gets each of its events once and in order, at whatever pace it takes them. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { openEmbeddedEventStore, type OpenedEventStore } from '../in-process/open-embedded-event-store.js';
import { startCuttingProxy, type CuttingProxy } from '../testing/cutting-proxy.js';
import { anEvent, openTestLog, type TestLog } from '../testing/open-test-log.js';
import type { LogMessage } from './follow.js';

const RUNS = 20;
/** More than memory keeps of one stream. */
const BURST_MAX = 900;
/** More than it keeps of the log. */
const FLOOD = 9_000;

interface Step {
  readonly appends: 'the stream' | 'another';
  readonly count: number;
  /** Of what is there and what is coming, taken while the append is under way: mostly it waits already. */
  readonly takes: number;
  /** The answer to the append is lost, and found out: memory has not seen the events. */
  readonly isCut: boolean;
}

const aStep: fc.Arbitrary<Step> = fc.record({
  appends: fc.constantFrom('the stream', 'another'),
  count: fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 5 },
    { arbitrary: fc.integer({ min: 1, max: BURST_MAX }), weight: 5 },
    { arbitrary: fc.constant(FLOOD), weight: 1 },
  ),
  takes: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: BURST_MAX })),
  isCut: fc.integer({ min: 1, max: 12 }).map((dice) => dice === 1),
});

/** It was told of events that memory has lost by the time it takes them. */
const WHAT_IS_NEXT_IS_FORGOTTEN: Step[] = [
  { appends: 'the stream', count: 3, takes: 3, isCut: false },
  { appends: 'the stream', count: 5, takes: 0, isCut: false },
  { appends: 'another', count: FLOOD, takes: 0, isCut: false },
  { appends: 'the stream', count: 1, takes: 6, isCut: false },
];

let database: TestLog;
let proxy: CuttingProxy;
let log: OpenedEventStore;
beforeAll(async () => {
  database = await openTestLog();
  await database.close();
  proxy = await startCuttingProxy(database.databaseUrl);
  log = await openEmbeddedEventStore({ databaseUrl: proxy.url });
});
afterAll(async () => {
  await log.close();
  proxy.close();
  await database.dispose();
});

it('loses, repeats and reorders nothing, behind or not, also when memory was lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aStep, { minLength: 2, maxLength: 14 }),
      fc.nat(6),
      async (steps, beginsAfterStep) => {
        const stream = `followed-${randomUUID()}`;
        const leaving = new AbortController();
        let there = 0;
        let follower: Follower | null = null;
        for (const [turn, { appends, count, takes, isCut }] of steps.entries()) {
          if (turn === beginsAfterStep) follower = new Follower(stream, leaving.signal);
          if (isCut) proxy.loseNextAnswer();
          const isItsOwn = appends === 'the stream';
          if (isItsOwn) there += count;
          const taken = follower?.take(Math.min(takes, there - follower.revisions.length));
          await append(isItsOwn ? stream : 'another', count);
          await taken;
        }
        follower ??= new Follower(stream, leaving.signal);
        await follower.take(there - follower.revisions.length);
        expect(follower.revisions).toEqual(Array.from({ length: there }, (_, revision) => BigInt(revision)));
        expect(follower.timesCaughtUp).toBeLessThanOrEqual(1);
        leaving.abort();
        await follower.leave();
      },
    ),
    { numRuns: RUNS, examples: [[WHAT_IS_NEXT_IS_FORGOTTEN, 0]], endOnFailure: true },
  );
});

async function append(streamName: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => anEvent());
  await log.store.append(streamName, events, { expectedRevision: 'any' });
}

class Follower {
  readonly revisions: bigint[] = [];
  timesCaughtUp = 0;
  private readonly messages: AsyncGenerator<LogMessage, void>;

  constructor(streamName: string, signal: AbortSignal) {
    this.messages = log.engine.followStream({ streamName, after: -1n, signal });
  }

  async take(count: number): Promise<void> {
    for (const end = this.revisions.length + count; this.revisions.length < end;) {
      const { value } = await this.messages.next();
      if (!value) throw new Error('The stream has no end.');
      if (value.kind === 'event') this.revisions.push(value.entry.revision);
      if (value.kind === 'caught-up') this.timesCaughtUp += 1;
    }
  }

  async leave(): Promise<void> {
    await this.messages.return();
  }
}
