import fc from 'fast-check';
import { isRefusal } from '../decider/decider.js';
import type { Package } from '../package/package.js';
import { specificationOf } from '../testing/given.js';
import { purchaseDecider, type PurchaseCommand } from './purchase-decider.js';
import type { PurchaseEvent } from './purchase.events.js';
import type { RecordPayment } from './record-payment.js';
import type { StartPurchase } from './start-purchase.js';

const { given } = specificationOf(purchaseDecider);
const NOW = new Date('2026-01-03T07:58:00.000Z');
const AT = NOW.toISOString();
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;

const BUNDLE: Package = {
  packageId: 'starter',
  version: 3,
  revision: 4,
  name: 'Starter Bundle',
  description: '',
  retired: false,
  offer: {
    kind: 'bundle',
    items: [
      { model: 'gpt-5-nano', tokens: '50000' },
      { model: 'claude', tokens: '10000' },
    ],
    price: usd('999'),
    listPrice: usd('1150'),
    expiresAfterDays: 90,
  },
};
const START: StartPurchase = {
  type: 'StartPurchase',
  purchaseId: 'p-1',
  accountId: 'acc-1',
  packageId: 'starter',
  offered: BUNDLE,
  packageVersion: 3,
  units: 1,
  origin: 'checkout',
};
const record = (
  status: RecordPayment['payment']['status'],
  changes: Partial<RecordPayment['payment']> = {},
): RecordPayment => ({
  type: 'RecordPayment',
  purchaseId: 'p-1',
  payment: { paymentReference: 'pay-1', status, price: usd('999'), failure: null, method: null, ...changes },
});
const complete = { type: 'CompletePurchase', purchaseId: 'p-1', creditedAtPosition: '7' } as const;

/** The events of these commands, one after the other, none of which is refused. */
function after(...commands: readonly PurchaseCommand[]): readonly PurchaseEvent[] {
  return commands.reduce<readonly PurchaseEvent[]>((events, command) => {
    const decision = given(...events).when(command, NOW);
    if (isRefusal(decision)) throw new Error(decision.code);
    return [...events, ...decision];
  }, []);
}

it('keeps what was sold, at which version and for how much', () => {
  expect(given().when(START, NOW)).toMatchObject([
    {
      type: 'PurchaseStarted',
      data: {
        packageVersion: 3,
        packageName: 'Starter Bundle',
        price: usd('999'),
        items: [
          { model: 'gpt-5-nano', tokens: '50000', expiresAfterDays: 90 },
          { model: 'claude', tokens: '10000', expiresAfterDays: 90 },
        ],
        startedAt: AT,
      },
    },
  ]);
});

it.each<[string, Partial<StartPurchase>, object]>([
  ['what was never sold', { offered: null }, { code: 'package-not-on-sale' }],
  ['what is not sold any more', { offered: { ...BUNDLE, retired: true } }, { code: 'package-not-on-sale' }],
  ['what was shown otherwise', { packageVersion: 2 }, { code: 'package-changed', seen: 2, current: 3 }],
  ['two of a bundle', { units: 2 }, { code: 'quantity-not-sold', units: 2, minimum: 1, maximum: 1 }],
  [
    'a plan',
    {
      offered: {
        ...BUNDLE,
        offer: { kind: 'plan', period: 'month', allowances: [], price: usd('1'), prioritySupport: false },
      },
    },
    { code: 'plan-needs-subscription' },
  ],
])('does not sell %s', (_name, changes, refusal) => {
  expect(given().when({ ...START, ...changes }, NOW)).toMatchObject(refusal);
});

it('does not sell more than a purchase can come to, even where a package says so', () => {
  const offer = {
    kind: 'tokens',
    model: 'gpt-5-nano',
    tokensPerUnit: '1',
    unitsMin: 1,
    unitsMax: 1_000_000,
    tiers: [{ fromUnits: 1, unitPrice: usd('99999999') }],
    expiresAfterDays: null,
  } as const;
  const buy = (units: number) => given().when({ ...START, offered: { ...BUNDLE, offer }, units }, NOW);
  expect(isRefusal(buy(1))).toBe(false);
  expect(buy(2)).toMatchObject({ code: 'quantity-not-sold', units: 2 });
});

it('is paid, credited and completed, each once', () => {
  const events = after(START, record('paid'), record('paid'), complete, complete, record('paid'));
  expect(events.map(({ type }) => type)).toEqual(['PurchaseStarted', 'PurchasePaid', 'PurchaseCompleted']);
});

it.each(['failed', 'expired'] as const)('takes a payment that comes after it had %s', (status) => {
  const events = after(START, record(status), record('paid'), complete);
  expect(given(...events).state).toMatchObject({ status: 'completed', creditedAtPosition: '7' });
});

it('does not fall back from a payment', () => {
  const paid = after(START, record('paid'));
  for (const status of ['failed', 'expired', 'pending'] as const) {
    expect(given(...paid).when(record(status), NOW)).toEqual([]);
  }
  expect(given(...paid).when({ type: 'ExpirePurchase', purchaseId: 'p-1' }, NOW)).toEqual([]);
});

it('says why it failed', () => {
  const failure = { code: 'card-declined', message: 'The card was declined.' };
  expect(given(...after(START)).when(record('failed', { failure }), NOW)).toEqual([
    { type: 'PurchaseFailed', data: { failure: 'card-declined', message: failure.message, failedAt: AT } },
  ]);
});

it('takes no other amount for a payment', () => {
  expect(given(...after(START)).when(record('paid', { price: usd('998') }), NOW)).toEqual({
    code: 'payment-mismatch',
    purchaseId: 'p-1',
    paid: '998',
    asked: '999',
  });
});

it('records a second payment, by another reference, for somebody to give back', () => {
  const second = record('paid', { paymentReference: 'pay-2' });
  expect(given(...after(START, record('paid'))).when(second, NOW)).toMatchObject([
    { type: 'PurchasePaidAgain', data: { paymentReference: 'pay-2' } },
  ]);
});

it('is not completed before it is paid', () => {
  expect(given(...after(START)).when(complete, NOW)).toEqual({
    code: 'purchase-not-paid',
    purchaseId: 'p-1',
  });
});

it.each<PurchaseCommand>([record('paid'), complete, { type: 'ExpirePurchase', purchaseId: 'p-1' }])(
  'does not know a purchase that was never started: $type',
  (command) => {
    expect(given().when(command, NOW)).toEqual({ code: 'purchase-not-found', purchaseId: 'p-1' });
  },
);

it('ends paid or completed wherever it was paid, in whatever order its webhooks come', () => {
  const commands = fc.constantFrom<PurchaseCommand>(
    record('pending'),
    record('paid'),
    record('failed'),
    record('expired'),
    complete,
    { type: 'ExpirePurchase', purchaseId: 'p-1' },
  );
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 20 }), (sent) => {
      let events: readonly PurchaseEvent[] = after(START);
      for (const command of sent) {
        const decision = given(...events).when(command, NOW);
        if (!isRefusal(decision)) events = [...events, ...decision];
      }
      const wasPaid = sent.some(
        (command) => command.type === 'RecordPayment' && command.payment.status === 'paid',
      );
      const status = given(...events).state?.status ?? '';
      expect(['paid', 'completed'].includes(status)).toBe(wasPaid);
      expect(events.filter(({ type }) => type === 'PurchasePaid').length).toBe(wasPaid ? 1 : 0);
      expect(events.filter(({ type }) => type === 'PurchaseCompleted').length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 2_000 },
  );
});
