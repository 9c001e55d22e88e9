/** What an account held at any moment is what its events say by then, and now what the read models say. */
import { AccountTimeline, RestingPlaces } from '#libs/aggregates';
import { asOf, happenedAt, initialAccount, evolveAccount, type AccountEvent } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { aHistory, type DatedHistory } from '../testing/any-history.js';
import { openLedgerLog, type LedgerLog } from '../testing/ledger-log.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { BalanceQuery } from './balance.query.js';
import { PastBalanceQuery } from './past-balance.query.js';

const RUNS = 25;
const DAY_MS = 86_400_000;

let fixture: ReadModelsFixture;
let log: LedgerLog;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  log = await openLedgerLog(fixture.databaseUrl);
});
afterAll(async () => {
  await log.close();
  await fixture.close();
});

const eventsOf = ({ events }: DatedHistory, accountId: string) =>
  events.filter(({ streamName }) => streamName === `account-${accountId}`);

/** Of an account of the history, under a name that no other run has used. */
async function timelineOf(history: DatedHistory, accountId: string): Promise<AccountTimeline> {
  const name = randomUUID();
  const streamName = `account-${name}`;
  await log.append(eventsOf(history, accountId).map((event) => ({ ...event, id: randomUUID(), streamName })));
  return new AccountTimeline(log.store, name, new RestingPlaces(4, 3n));
}

/** As the ledger made them: the log may have been written by another version, these were not. */
const decided = (history: DatedHistory, accountId: string) =>
  eventsOf(history, accountId).map(({ type, data }) => ({ type, data }) as unknown as AccountEvent);

const whole = (events: readonly AccountEvent[]) => events.reduce(evolveAccount, initialAccount);

it('is exactly what the events up to one left, whichever it is, asked for in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(aHistory, fc.infiniteStream(fc.nat(1_000)), async (history, picks) => {
      const events = decided(history, 'acc-1');
      const timeline = await timelineOf(history, 'acc-1');
      for (const [turn, pick] of [...picks.take(events.length)].entries()) {
        const revision = turn % 3 === 0 ? turn : pick % events.length;
        const { account, event } = await timeline.afterEvent(BigInt(revision));
        expect(event?.revision).toBe(BigInt(revision));
        expect(account).toEqual(whole(events.slice(0, revision + 1)));
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

it('is at any moment what had happened by then, with what was due, read once for many moments', async () => {
  await fc.assert(
    fc.asyncProperty(aHistory, fc.array(fc.nat(400), { maxLength: 12 }), async (history, days) => {
      const events = decided(history, 'acc-1');
      const timeline = await timelineOf(history, 'acc-1');
      const begin = Date.parse('2025-12-31T00:00:00Z');
      const moments = [...days.map((day) => begin + day * DAY_MS), ...events.map((e) => +happenedAt(e))]
        .sort((a, b) => a - b)
        .map((time) => new Date(time));
      let place = 0;
      for await (const { account } of timeline.atEach(moments)) {
        const moment = moments[place] ?? new Date(Number.NaN);
        const until = events.filter((event) => happenedAt(event) <= moment);
        expect(account).toEqual(asOf(whole(until), moment));
        if (place % 5 === 0) expect((await timeline.at(moment)).account).toEqual(account);
        place += 1;
      }
      expect(place).toBe(moments.length);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

it('is now what the read models say, names and all', async () => {
  await fc.assert(
    fc.asyncProperty(aHistory, fc.nat(90), async (history, daysLater) => {
      await fixture.empty();
      await fixture.project(history.events);
      const now = new Date(history.now.getTime() + daysLater * DAY_MS);
      for (const accountId of history.accounts.keys()) {
        const { account } = await (await timelineOf(history, accountId)).at(now);
        const past = await new PastBalanceQuery(fixture.database).describe(accountId, account);
        const live = await new BalanceQuery(fixture.database).ofAccount(accountId, { zone: 'UTC', now });
        expect(past).toMatchObject({ total: live.total, available: live.available, held: live.held });
        expect(past.allocations.map(({ freeze: _freeze, ...figures }) => inOrder(figures))).toEqual(
          live.allocations.map(({ usedThisMonth: _used, ...figures }) => inOrder(figures)),
        );
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

/** Rows of holds and of scheduled grants come as the database has them. */
function inOrder<
  Figures extends {
    readonly holds: readonly { readonly holdId: string }[];
    readonly scheduled: readonly { readonly grantId: string }[];
  },
>(figures: Figures): Figures {
  return {
    ...figures,
    holds: figures.holds.toSorted((a, b) => (a.holdId < b.holdId ? -1 : 1)),
    scheduled: figures.scheduled.toSorted((a, b) => (a.grantId < b.grantId ? -1 : 1)),
  };
}
