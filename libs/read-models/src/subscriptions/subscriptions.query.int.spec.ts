import { subscriptionAnswerSchema, subscriptionsSchema } from '#libs/contract';
import type { Package } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { SubscriptionsQuery } from './subscriptions.query.js';

const START = new Date('2026-01-31T10:00:00.000Z');
const END = '2026-02-28T10:00:00.000Z';
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;
const plan = (packageId: string, price: string): Package => ({
  packageId,
  version: 0,
  revision: 1,
  name: `Plan ${packageId}`,
  description: '',
  retired: false,
  offer: {
    kind: 'plan',
    period: 'month',
    price: usd(price),
    prioritySupport: true,
    allowances: [{ model: 'gpt-5-nano', tokens: '1000', rollover: { rule: 'none' } }],
  },
});
const BASIC = plan('basic', '1000');
const MINI = plan('mini', '500');

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: SubscriptionsQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new SubscriptionsQuery(fixture.database);
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
});
afterAll(() => fixture.close());

function start(subscriptionId: string, offered = BASIC) {
  const { packageId, version: packageVersion } = offered;
  history.subscription(
    {
      ...{ type: 'StartSubscription', subscriptionId, accountId: 'acc-1', timeZone: 'Europe/Berlin' },
      ...{ packageId, packageVersion, offered },
    },
    START,
  );
}
const pay = (purchaseId: string) =>
  history.subscription(
    {
      ...{ type: 'RecordPeriodPaid', subscriptionId: 's-1', purchaseId },
      method: { customer: 'cus-1', method: 'card-1' },
    },
    START,
  );
const found = async (now: Date) => {
  await fixture.project(history.events);
  return subscriptionAnswerSchema.parse(await query.find('acc-1', 's-1', now));
};

it('shows what waits for its first payment', async () => {
  history.model({ model: 'gpt-5-nano', name: 'GPT-5 Nano', engine: 'openai' }, START);
  start('s-1');
  expect(await found(START)).toMatchObject({
    planName: 'Plan basic',
    price: usd('1000'),
    every: 'month',
    allowances: [{ model: 'gpt-5-nano', modelName: 'GPT-5 Nano', tokens: '1000' }],
    status: 'incomplete',
    timeZone: 'Europe/Berlin',
    nextPaymentAt: null,
    paymentInFlight: { purchaseId: 's-1.1.1', reason: 'start' },
    isPayable: false,
    startedAt: START.toISOString(),
  });
});

it('shows what goes on, and the plan that takes its place', async () => {
  start('s-1');
  pay('s-1.1.1');
  const { packageId, version: packageVersion } = MINI;
  history.subscription(
    { type: 'ChangePlan', subscriptionId: 's-1', packageId, packageVersion, offered: MINI },
    START,
  );
  expect(await found(START)).toMatchObject({
    status: 'active',
    currentPeriod: { start: START.toISOString(), end: END },
    nextPaymentAt: END,
    pendingPlan: { packageId: 'mini', planName: 'Plan mini', price: usd('500') },
    paymentInFlight: null,
  });
});

it('shows why a renewal failed, when it is tried again and until when it can be paid', async () => {
  start('s-1');
  pay('s-1.1.1');
  const at = new Date(END);
  const purchaseId = 's-1.2.1';
  history.subscription({ type: 'BeginRenewal', subscriptionId: 's-1', purchaseId, askedByBuyer: false }, at);
  const failure = { code: 'card-declined', message: 'The card was declined.' };
  history.subscription({ type: 'RecordPaymentFailed', subscriptionId: 's-1', purchaseId, failure }, at);
  expect(await found(at)).toMatchObject({
    status: 'past-due',
    nextPaymentAt: '2026-03-01T10:00:00.000Z',
    graceEndsAt: '2026-03-07T10:00:00.000Z',
    paymentFailure: { message: 'The card was declined.', failedAt: END },
    isPayable: true,
  });
  history.subscription({ type: 'CancelSubscription', subscriptionId: 's-1' }, at);
  expect(await found(at)).toMatchObject({
    status: 'ended',
    endReason: 'cancelled',
    endedAt: END,
    nextPaymentAt: null,
    isPayable: false,
    graceEndsAt: null,
  });
});

it('lists those of one account, newest first, and finds none of another', async () => {
  start('s-1');
  start('s-2', MINI);
  await fixture.project(history.events);
  const { items } = subscriptionsSchema.parse(await query.ofAccount('acc-1', START));
  expect(items.map(({ subscriptionId }) => subscriptionId)).toEqual(['s-2', 's-1']);
  expect((await query.ofAccount('acc-2', START)).items).toEqual([]);
  expect(await query.find('acc-2', 's-1', START)).toBeNull();
});

it('stops at what happens to a subscription that never started', async () => {
  history.foreign({
    type: 'SubscriptionLapsed',
    streamName: 'subscription-s-9',
    data: { lapsedAt: END },
  });
  await expect(fixture.project(history.events)).rejects.toThrow('was never started');
});
