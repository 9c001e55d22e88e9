import { dueOf, paymentInFlight, spentInMonth, topUpMonth } from '#libs/ledger';
import fc from 'fast-check';
import { projectBatch } from '../projecting/project-batch.js';
import { aBillingHistory, type DatedHistory } from '../testing/any-history.js';
import { allRows, createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { DueTopUpsQuery } from '../top-ups/due-top-ups.query.js';
import { TopUpQuery } from '../top-ups/top-up.query.js';
import { DueSubscriptionsQuery } from './due-subscriptions.query.js';
import { SubscriptionsQuery } from './subscriptions.query.js';

let fixture: ReadModelsFixture;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
});
afterAll(() => fixture.close());

/** However the batches fall. */
async function projectInBatches({ events }: DatedHistory, size: number): Promise<void> {
  await fixture.empty();
  for (let at = 0; at < events.length; at += size) {
    const after = events[at - 1]?.position ?? null;
    await projectBatch(fixture.database, { after, events: events.slice(at, at + size) });
  }
}
const sizes = fc.integer({ min: 1, max: 9 });

it('shows every subscription as the ledger has it, and finds what is due', async () => {
  const query = new SubscriptionsQuery(fixture.database);
  const dueQuery = new DueSubscriptionsQuery(fixture.database);
  await fc.assert(
    fc.asyncProperty(aBillingHistory, sizes, async (history, size) => {
      await projectInBatches(history, size);
      const { now, subscriptions } = history;
      const due = new Set(await dueQuery.find(now, 1_000));
      for (const [subscriptionId, state] of subscriptions) {
        expect(await query.find(state.accountId, subscriptionId, now)).toMatchObject({
          status: state.status,
          packageId: state.plan.packageId,
          price: state.plan.offer.price,
          currentPeriod: { start: state.period.startsAt, end: state.period.endsAt },
          endedAt: state.ended && state.ended.at,
        });
        // no purchase is in these histories, so every payment in flight is one that nobody follows
        expect(due.has(subscriptionId)).toBe(Boolean(dueOf(state, now) ?? paymentInFlight(state)));
      }
    }),
    { numRuns: 80, endOnFailure: true },
  );
});

it('shows every top-up as the ledger has it, and finds those that nobody follows', async () => {
  const [query, dueQuery] = [new TopUpQuery(fixture.database), new DueTopUpsQuery(fixture.database)];
  await fc.assert(
    fc.asyncProperty(aBillingHistory, sizes, async (history, size) => {
      await projectInBatches(history, size);
      const { now, topUps } = history;
      const due = new Set(await dueQuery.find(now, 1_000));
      for (const [accountId, state] of topUps) {
        const { inFlight, settings } = state;
        expect(await query.ofAccount(accountId, now)).toMatchObject({
          settings,
          spentThisMonth: { minorUnits: spentInMonth(state, topUpMonth('UTC', now).key).toString() },
          inFlightPurchaseId: inFlight && inFlight.purchaseId,
        });
        if (inFlight) expect(due.has(accountId)).toBe(true);
        else if (!settings?.enabled) expect(due.has(accountId)).toBe(false);
      }
    }),
    { numRuns: 80, endOnFailure: true },
  );
});

it('keeps the same of them, live and rebuilt', async () => {
  await fc.assert(
    fc.asyncProperty(aBillingHistory, fc.nat(60), async ({ events }, cut) => {
      await fixture.empty();
      await fixture.project(events.slice(0, cut));
      await fixture.project(events);
      const live = await allRows(fixture.database);
      await fixture.empty();
      await fixture.project(events);
      expect(await allRows(fixture.database)).toEqual(live);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});
