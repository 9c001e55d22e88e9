import type { Package, PurchaseCommand } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { UnsettledPurchasesQuery } from './unsettled-purchases.query.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const price = { minorUnits: '999', currency: 'USD' } as const;
const OFFERED: Package = {
  packageId: 'starter',
  version: 0,
  revision: 1,
  name: 'Starter Bundle',
  description: '',
  retired: false,
  offer: { kind: 'bundle', items: [], price, listPrice: price, expiresAfterDays: null },
};

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: UnsettledPurchasesQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new UnsettledPurchasesQuery(fixture.database);
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
});
afterAll(() => fixture.close());

function start(purchaseId: string, second: number) {
  const wanted = { purchaseId, accountId: `buyer-of-${purchaseId}`, packageId: 'starter', offered: OFFERED };
  const command: PurchaseCommand = {
    ...{ type: 'StartPurchase', ...wanted, packageVersion: 0, units: 1, origin: 'checkout' },
  };
  history.purchase(purchaseId, command, at(second));
}
function hear(purchaseId: string, status: 'paid' | 'failed' | 'expired', second: number) {
  const payment = { paymentReference: 'pay', status, price, failure: null, method: null };
  history.purchase(purchaseId, { type: 'RecordPayment', purchaseId, payment }, at(second));
}
const unsettled = async (second: number, limit = 10) => {
  await fixture.project(history.events);
  return (await query.find(at(second), limit)).map(({ purchaseId }) => purchaseId);
};

it('finds what nobody has heard of for half a minute, with whose it is', async () => {
  start('p-1', 0);
  expect(await unsettled(30)).toEqual([]);
  expect(await unsettled(31)).toEqual(['p-1']);
  expect(await query.find(at(31), 10)).toEqual([{ purchaseId: 'p-1', accountId: 'buyer-of-p-1' }]);
});

it('finds what was paid half a minute ago and not credited', async () => {
  start('p-1', 0);
  hear('p-1', 'paid', 50);
  expect(await unsettled(80)).toEqual([]); // whoever heard of the payment is at it
  expect(await unsettled(81)).toEqual(['p-1']);
});

it('leaves alone what has come to its end', async () => {
  for (const purchaseId of ['completed', 'failed', 'expired']) start(purchaseId, 0);
  hear('completed', 'paid', 1);
  const command = { type: 'CompletePurchase', purchaseId: 'completed', creditedAtPosition: '7' } as const;
  history.purchase('completed', command, at(2));
  hear('failed', 'failed', 1);
  hear('expired', 'expired', 1);
  expect(await unsettled(3_600)).toEqual([]);
});

it('finds the oldest first, and no more than asked for', async () => {
  for (const [purchaseId, second] of [
    ['late', 20],
    ['early', 0],
    ['middle', 10],
  ] as const) {
    start(purchaseId, second);
  }
  expect(await unsettled(600)).toEqual(['early', 'middle', 'late']);
  expect(await unsettled(600, 2)).toEqual(['early', 'middle']);
});
