import { isRefusal } from '../decider/decider.js';
import { accountDecider } from '../account/account-decider.js';
import { creditedItems } from './credited-items.js';
import type { PurchaseStarted, TokensBought } from './purchase.events.js';

const STARTED = '2026-02-01T10:00:00.000Z';
const END = '2026-03-01T10:00:00.000Z';
const NEXT_END = '2026-04-01T10:00:00.000Z';
const BOUGHT: TokensBought = {
  model: 'gpt-5-nano',
  tokens: '1000.5',
  priority: 50,
  expiresAfterDays: null,
  expiresAt: END,
  rollover: { rule: 'capped', cap: '100', until: NEXT_END },
};
const order = (item: Partial<TokensBought>): PurchaseStarted['data'] => ({
  purchaseId: 's-1.1.1',
  accountId: 'acc-1',
  packageId: 'basic',
  packageVersion: 0,
  packageName: 'Basic',
  kind: 'plan',
  units: 1,
  items: [{ ...BOUGHT, ...item }],
  price: { minorUnits: '1000', currency: 'USD' },
  origin: 'subscription',
  subscriptionId: 's-1',
  startedAt: STARTED,
});
const credited = (item: Partial<TokensBought>, at: string) => creditedItems(order(item), new Date(at))[0];

it('ends with the period, however late in it it is paid', () => {
  for (const at of [STARTED, '2026-03-01T09:59:59.999Z']) {
    expect(credited({}, at)).toMatchObject({
      grantId: 's-1.1.1.1',
      expiresAt: new Date(END),
      rollover: { rule: 'capped', cap: '100', until: NEXT_END },
    });
  }
});

it('counts a lifetime in days from when the tokens come', () => {
  const bought = { expiresAt: null, expiresAfterDays: 30, rollover: { rule: 'none' } } as const;
  expect(credited(bought, '2026-02-05T10:00:00.000Z')?.expiresAt).toEqual(
    new Date('2026-03-07T10:00:00.000Z'),
  );
  expect(credited({ ...bought, expiresAfterDays: null }, STARTED)?.expiresAt).toBeNull();
});

it('gives no less than a month for a period that was over before its purchase was even started', () => {
  const started = { ...order({}), startedAt: '2026-05-01T10:00:00.000Z' };
  const [item] = creditedItems(started, new Date('2026-05-02T10:00:00.000Z'));
  expect(item?.expiresAt).toEqual(new Date('2026-05-30T10:00:00.000Z'));
});

it('gives what is paid after its period as long as the period was, and the account takes it', () => {
  const at = '2026-03-11T10:00:00.000Z';
  expect(credited({}, at)).toMatchObject({
    expiresAt: new Date('2026-04-08T10:00:00.000Z'),
    rollover: { until: '2026-05-09T10:00:00.000Z' },
  });
  for (const late of [END, at, '2027-01-01T00:00:00.000Z']) {
    const command = {
      type: 'CreditPurchase',
      purchaseId: 's-1.1.1',
      packageName: 'Basic',
      items: creditedItems(order({}), new Date(late)),
    } as const;
    expect(isRefusal(accountDecider.decide(command, accountDecider.initialState, new Date(late)))).toBe(
      false,
    );
  }
});
