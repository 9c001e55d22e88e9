import type { Purchase } from '#libs/ledger';
import fc from 'fast-check';
import { packageEntity } from '../packages/package.entity.js';
import { PackagesQuery } from '../packages/packages.query.js';
import { projectBatch } from '../projecting/project-batch.js';
import { aStoreHistory } from '../testing/any-history.js';
import { allRows, createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { PurchasesQuery } from './purchases.query.js';

let fixture: ReadModelsFixture;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
});
afterAll(() => fixture.close());

it('shows every purchase and package as the ledger has it, however the batches fall', async () => {
  const [purchases, packages] = [new PurchasesQuery(fixture.database), new PackagesQuery(fixture.database)];
  await fc.assert(
    fc.asyncProperty(aStoreHistory, fc.integer({ min: 1, max: 9 }), async (history, size) => {
      await fixture.empty();
      for (let at = 0; at < history.events.length; at += size) {
        const after = history.events[at - 1]?.position ?? null;
        await projectBatch(fixture.database, { after, events: history.events.slice(at, at + size) });
      }
      for (const [purchaseId, purchase] of history.purchases) {
        const { accountId } = purchase.order;
        const found = await purchases.find(accountId, purchaseId, history.now);
        expect(found).toMatchObject({ purchaseId, accountId, ...outcomeOf(purchase) });
      }
      const onSale = [...history.packages.values()].filter(({ retired }) => !retired);
      expect((await packages.onSale()).items).toHaveLength(onSale.length);
      for (const { packageId, version, name, offer, retired } of history.packages.values()) {
        const shown = await fixture.database.manager.findOneBy(packageEntity, { packageId });
        expect(shown).toMatchObject({ packageId, version, name, offer });
        expect(shown?.retiredAt !== null).toBe(retired);
      }
    }),
    { numRuns: 100, endOnFailure: true },
  );
});

it('keeps the same of histories full of purchases, live and rebuilt', async () => {
  await fc.assert(
    fc.asyncProperty(aStoreHistory, fc.nat(60), async ({ events }, cut) => {
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

function outcomeOf(purchase: Purchase) {
  const { order, checkout, status } = purchase;
  const paid = 'payment' in purchase ? purchase.payment : null;
  const failed = status === 'failed' ? purchase.failure : null;
  return {
    status: status === 'paid' ? 'pending' : status,
    price: order.price,
    subscriptionId: order.subscriptionId,
    paidAt: paid && paid.paidAt,
    paymentReference: referenceOf(paid ?? checkout),
    failure: failed && { code: failed.failure, message: failed.message },
  };
}

function referenceOf(by: { readonly paymentReference: string } | null): string | null {
  return by && by.paymentReference;
}
