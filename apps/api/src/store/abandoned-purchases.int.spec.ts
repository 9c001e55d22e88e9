import { Aggregates, purchaseKind } from '#libs/aggregates';
import type { PurchaseCommand } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import { BUNDLE, operationFor, StoreDriver } from '../testing/store-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

/** Fault tried: the provider never heard of a purchase, or has forgotten it. */
const DAY_MS = 86_400_000;

let api: TestApi;
let store: StoreDriver;
beforeAll(async () => {
  api = await startTestApi();
  store = await StoreDriver.of(api);
});
afterAll(() => api.close());

it.each<[string, string | null, number, string]>([
  ['whose payment the provider does not know', 'unknown', 2, 'expired'],
  ['that never came to the provider', null, 2, 'expired'],
  ['that may still be paid', 'unknown', 0, 'pending'],
])(
  'ends a purchase %s, a day after it could be paid at the latest',
  async (_name, reference, days, status) => {
    const then = new Date(Date.now() - days * DAY_MS);
    const aggregates = new Aggregates({ eventStore: api.resources.eventStore, clock: () => then });
    const [purchaseId, accountId] = [randomUUID(), randomUUID()];
    const offer = { ...BUNDLE.offer, items: [...BUNDLE.offer.items] };
    const offered = {
      packageId: 'p',
      version: 0,
      revision: 1,
      name: 'P',
      description: '',
      offer,
      retired: false,
    };
    const commands: PurchaseCommand[] = [
      {
        type: 'StartPurchase',
        purchaseId,
        accountId,
        packageId: 'p',
        offered,
        packageVersion: 0,
        units: 1,
        origin: 'checkout',
      },
    ];
    if (reference !== null) {
      const checkout = {
        paymentReference: reference,
        provider: 'sandbox',
        url: null,
        payableUntil: then.toISOString(),
      };
      commands.push({ type: 'OpenCheckout', purchaseId, checkout });
    }
    for (const command of commands) {
      const operation = operationFor(purchaseId, command.type);
      await aggregates.execute(purchaseKind, { aggregateId: purchaseId, operation, command });
    }
    expect((await store.reconcile(purchaseId)).json()).toMatchObject({ status });
  },
);
