import { routes, type PlanChange, type SubscriptionCheckout } from '#libs/contract';
import { streamName } from '#libs/ledger';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { ShiftedClock } from '../testing/shifted-clock.js';
import { StoreDriver } from '../testing/store-driver.js';
import { CARD_THAT_ASKS, Subscriber } from '../testing/subscriber.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

/**
 * Random months of buyers, workers and a provider, all at once, and afterwards a look at the books: what was
 * paid is what was bought, what was bought is what was credited, each once.
 */
const BUYERS = 8;
const STEPS = 18;
const DAY_MS = 86_400_000;
const PAYING_CARDS = ['4242 4242 4242 4242', CARD_THAT_ASKS, '4000 0000 0000 0002'];
const CAP = 400;
const SETTLED_MS_MAX = 20_000;

let api: TestApi;
let store: StoreDriver;
let database: pg.Client;
const clock = new ShiftedClock();
beforeAll(async () => {
  api = await startTestApi({ projecting: true, clock: clock.now });
  store = await StoreDriver.of(api);
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.close();
});

type Step = (buyer: Subscriber) => Promise<unknown>;

const latest = async ({ accountId }: Subscriber) => {
  const answer = await store.get(routes.subscriptions(accountId));
  return answer.json<{ items: { subscriptionId: string }[] }>().items[0]?.subscriptionId ?? null;
};
const withLatest =
  (act: (buyer: Subscriber, subscriptionId: string) => Promise<unknown>): Step =>
  async (buyer) => {
    const subscriptionId = await latest(buyer);
    if (subscriptionId !== null) await act(buyer, subscriptionId);
  };
/** Whatever page the answer leads to, if any, is paid on. */
async function payOn(answer: { json<T>(): T }, card: string): Promise<void> {
  const { checkoutUrl, checkout } = answer.json<Partial<SubscriptionCheckout & PlanChange>>();
  const url = checkoutUrl ?? checkout?.checkoutUrl;
  if (url === undefined) return;
  await store.pay({ checkoutUrl: url }, card);
  if (card === CARD_THAT_ASKS) await store.confirm({ checkoutUrl: url });
}

const card = fc.constantFrom(...PAYING_CARDS);
const plan = fc.constantFrom('mini', 'basic', 'pro');
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ plan, card }).map(({ plan, card }): Step => async ({ accountId }) => {
    const body = { packageId: plan, packageVersion: 0 };
    await payOn(await store.send('POST', routes.subscriptions(accountId), body), card);
  }),
  fc
    .record({ plan, card })
    .map(({ plan, card }) => withLatest(async (buyer, id) => payOn(await buyer.change(id, plan), card))),
  card.map((card) =>
    withLatest(async ({ accountId }, id) =>
      payOn(await store.send('POST', routes.subscriptionPayment(accountId, id)), card),
    ),
  ),
  {
    weight: 4,
    arbitrary: fc.constant(withLatest((buyer, id) => Promise.all([1, 2, 3].map(() => buyer.reconcile(id))))),
  },
  {
    weight: 3,
    arbitrary: fc.constant<Step>(({ accountId }) =>
      Promise.all([1, 2, 3].map(() => store.send('POST', routes.topUpReconciliation(accountId)))),
    ),
  },
  fc
    .constantFrom('cancellation', 'resumption')
    .map((what) =>
      withLatest(({ accountId }, id) => store.send('POST', `${routes.subscription(accountId, id)}/${what}`)),
    ),
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 20 }).map<Step>((days) => () => {
      clock.travelTo(clock.now().toISOString(), days * DAY_MS);
      return Promise.resolve();
    }),
  },
);

async function live(buyer: Subscriber, steps: readonly Step[]): Promise<void> {
  await store.send('PUT', routes.topUp(buyer.accountId), {
    ...{ enabled: true, model: 'gpt-5-nano', threshold: '1000000', packageId: 'nano', units: 2 },
    ...{ monthlyCap: { minorUnits: String(CAP), currency: 'USD' }, cooldownMinutes: 0 },
  });
  for (const step of steps) await step(buyer);
}

/** What is pending gets its time, and is asked for. */
async function settleAll(accountId: string): Promise<void> {
  const buyer = new Subscriber(store, accountId, clock);
  const deadline = Date.now() + SETTLED_MS_MAX;
  for (;;) {
    const pending = (await buyer.purchases()).filter(({ status }) => status === 'pending');
    if (pending.length === 0) return;
    const answers = await Promise.all(pending.map(({ purchaseId }) => store.reconcile(purchaseId)));
    if (Date.now() > deadline) throw new Error(`Never decided: ${answers.map(({ body }) => body).join()}`);
    clock.travelTo(clock.now().toISOString(), DAY_MS / 24);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function events(kind: 'account' | 'subscription' | 'topUp', id: string) {
  const read: { type: string; data: Record<string, unknown> }[] = [];
  for await (const { type, data } of api.resources.eventStore.readStream(streamName(kind, id)))
    read.push({ type, data });
  return read;
}

async function checkBooks(accountId: string): Promise<number> {
  const { rows: paid } = await database.query<{ purchase_id: string; kind: string }>(
    `SELECT purchase_id, kind FROM sandbox_payments.payments WHERE account_id = $1 AND status = 'paid'`,
    [accountId],
  );
  const bought = await new Subscriber(store, accountId, clock).purchases();
  const completed = bought.filter(({ status }) => status === 'completed');
  const idsOf = (ids: readonly unknown[]) => [...ids].sort();
  expect(idsOf(completed.map(({ purchaseId }) => purchaseId))).toEqual(
    idsOf(paid.map(({ purchase_id: id }) => id)),
  );
  const credited = (await events('account', accountId)).filter(({ type }) => type === 'TokensPurchased');
  expect(idsOf(credited.map(({ data }) => data['purchaseId']))).toEqual(
    idsOf(completed.map(({ purchaseId }) => purchaseId)),
  );
  await checkSubscriptions(completed);
  await checkTopUps(accountId);
  return completed.length;
}

async function checkSubscriptions(
  completed: readonly { readonly purchaseId: string; readonly subscriptionId: string | null }[],
): Promise<void> {
  for (const id of new Set(completed.flatMap(({ subscriptionId }) => subscriptionId ?? []))) {
    const told = (await events('subscription', id)).filter(({ type }) => /PeriodPaid/.test(type));
    const paidFor = completed.filter(({ subscriptionId }) => subscriptionId === id);
    expect(told.map(({ data }) => data['purchaseId']).sort()).toEqual(
      paidFor.map(({ purchaseId }) => purchaseId).sort(),
    );
  }
}

/** Told from the events alone. */
async function checkTopUps(accountId: string): Promise<void> {
  const all = await events('topUp', accountId);
  const outcomes = new Map(
    all.flatMap(({ type, data }) => (type === 'TopUpEnded' ? [[data['purchaseId'], data['outcome']]] : [])),
  );
  const spent = new Map<unknown, number>();
  for (const { type, data } of all) {
    if (type !== 'TopUpBegun' || outcomes.get(data['purchaseId']) !== 'completed') continue;
    const { minorUnits } = data['price'] as { minorUnits: string }; // of the events that the ledger wrote
    spent.set(data['month'], (spent.get(data['month']) ?? 0) + Number(minorUnits));
  }
  for (const total of spent.values()) expect(total).toBeLessThanOrEqual(CAP);
}

it('takes, buys, credits and tells each once, whatever buyers and workers do at the same time', async () => {
  const lives = fc.array(fc.array(anyStep, { minLength: STEPS, maxLength: STEPS }), {
    minLength: BUYERS,
    maxLength: BUYERS,
  });
  let completed = 0;
  await fc.assert(
    fc.asyncProperty(lives, async (histories) => {
      const buyers = histories.map(() => new Subscriber(store, randomUUID(), clock));
      await Promise.all(buyers.map((buyer, index) => live(buyer, histories[index] ?? [])));
      for (const { accountId } of buyers) {
        await settleAll(accountId);
        completed += await checkBooks(accountId);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
  expect(completed).toBeGreaterThan(20); // the histories are not all refusals
}, 240_000);
