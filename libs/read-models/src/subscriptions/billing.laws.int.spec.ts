import { dueOf, paymentInFlight, spentInMonth, topUpMonth } from '#libs/ledger';
import fc from 'fast-check';
import { projectBatch } from '../projecting/project-batch.js';
import { aBillingHistory } from '../testing/any-history.js';
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

it('shows every subscription and top-up as the ledger has it, and finds what is due, however the batches fall', async () => {
  const [subscriptions, topUps] = [
    new SubscriptionsQuery(fixture.database),
    new TopUpQuery(fixture.database),
  ];
  const [dueSubscriptions, dueTopUps] = [
    new DueSubscriptionsQuery(fixture.database),
    new DueTopUpsQuery(fixture.database),
  ];
  await fc.assert(
    fc.asyncProperty(aBillingHistory, fc.integer({ min: 1, max: 9 }), async (history, size) => {
      await fixture.empty();
      for (let at = 0; at < history.events.length; at += size) {
        const after = history.events[at - 1]?.position ?? null;
        await projectBatch(fixture.database, { after, events: history.events.slice(at, at + size) });
      }
      const { now } = history;
      const due = new Set(await dueSubscriptions.find(now, 1_000));
      for (const [subscriptionId, state] of history.subscriptions) {
        const found = await subscriptions.find(state.accountId, subscriptionId, now);
        expect(found).toMatchObject({
          status: state.status,
          packageId: state.plan.packageId,
          price: state.plan.offer.price,
          currentPeriod: { start: state.period.startsAt, end: state.period.endsAt },
          endedAt: state.ended?.at ?? null,
        });
        // no purchase is in these histories, so every payment in flight is one that nobody follows
        expect(due.has(subscriptionId)).toBe(dueOf(state, now) !== null || paymentInFlight(state) !== null);
      }
      const toTopUp = new Set(await dueTopUps.find(now, 1_000));
      for (const [accountId, state] of history.topUps) {
        expect(await topUps.ofAccount(accountId, now)).toMatchObject({
          settings: state.settings,
          spentThisMonth: { minorUnits: spentInMonth(state, topUpMonth('UTC', now).key).toString() },
          inFlightPurchaseId: state.inFlight?.purchaseId ?? null,
        });
        if (state.inFlight) expect(toTopUp.has(accountId)).toBe(true);
        if (!state.inFlight && !state.settings?.enabled) expect(toTopUp.has(accountId)).toBe(false);
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
