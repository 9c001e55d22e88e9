import { Aggregates, requestHash, subscriptionKind } from '#libs/aggregates';
import {
  routes,
  type Checkout,
  type PurchasePage,
  type SubscriptionAnswer,
  type TopUp,
} from '#libs/contract';
import type { Package, SubscriptionCommand } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { endowedAccount, TokenLedger, until, type ApiClient, type PartName } from '../system/index.js';
import { closeLog, eventsOf, logOf } from './log-of.js';

/** Faults tried: API and worker are killed again and again while a renewal and a top-up are under way. */
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;
const DAY_MS = 86_400_000;
const TOKENS = {
  name: 'Tokens',
  offer: {
    kind: 'tokens',
    model: 'gpt-5-nano',
    tokensPerUnit: '1000',
    unitsMin: 1,
    unitsMax: 10,
    tiers: [{ fromUnits: 1, unitPrice: usd('90') }],
    expiresAfterDays: null,
  },
};

const PLAN: Package = {
  packageId: 'basic',
  version: 0,
  revision: 1,
  name: 'Basic',
  description: '',
  retired: false,
  offer: {
    kind: 'plan',
    period: 'month',
    allowances: [{ model: 'gpt-5-nano', tokens: '5000', rollover: { rule: 'none' } }],
    price: usd('1900'),
    prioritySupport: false,
  },
};

let ledger: TokenLedger;
let api: ApiClient;

beforeAll(async () => {
  ledger = await TokenLedger.start();
  api = await ledger.client();
}, 240_000);

afterAll(async () => {
  await closeLog();
  await ledger.discard();
});

async function killAgainAndAgain(...parts: readonly PartName[]): Promise<void> {
  for (const part of parts) {
    const killed = ledger.pidOf(part);
    ledger.kill(part);
    await ledger.restarted(part, killed);
  }
}

/** How often the provider was asked for money without the buyer. */
async function charges(accountId: string): Promise<number> {
  const client = new pg.Client({ connectionString: ledger.databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT FROM sandbox_payments.payments WHERE kind = 'charge' AND account_id = $1`,
      [accountId],
    );
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

const credits = async (accountId: string) =>
  (await eventsOf(ledger, accountId)).filter(({ type }) => type === 'TokensPurchased');
/** Null while the API is just being started again. */
const get = async <Answer>(url: string) => {
  const answer = await api.request<Answer>('GET', url).catch(() => null);
  return answer?.status === 200 ? answer.body : null;
};

/** As if somebody had subscribed so long ago that the second period is to be paid. */
async function subscribedLongAgo(accountId: string): Promise<string> {
  const subscriptionId = randomUUID();
  const aggregates = new Aggregates({
    eventStore: logOf(ledger),
    clock: () => new Date(Date.now() - 31 * DAY_MS),
  });
  const method = { customer: `sandbox-${accountId}`, method: 'card-delayed-success' };
  const commands: readonly SubscriptionCommand[] = [
    {
      ...{ type: 'StartSubscription', subscriptionId, accountId, timeZone: 'UTC' },
      ...{ packageId: 'basic', packageVersion: 0, offered: PLAN },
    },
    { type: 'RecordPeriodPaid', subscriptionId, purchaseId: `${subscriptionId}.1.1`, method },
  ];
  for (const command of commands) {
    const operationId = `${command.type}-${subscriptionId}`;
    const { refusal } = await aggregates.execute(subscriptionKind, {
      aggregateId: subscriptionId,
      operation: {
        ...{ operationId, requestHash: requestHash({ operationId }), actor: 'system:test' },
        ...{ correlationId: operationId, causationId: operationId },
      },
      command,
    });
    if (refusal) throw new Error(refusal.code);
  }
  return subscriptionId;
}

it('renews once what is due while API and worker are killed again and again', async () => {
  const { accountId } = await endowedAccount(api, '1');
  const subscriptionId = await subscribedLongAgo(accountId);
  await until('the renewal is charged', async () => (await charges(accountId)) > 0);
  await killAgainAndAgain('worker', 'API', 'worker', 'API');
  await until('the second period is in force', async () => {
    const found = await get<SubscriptionAnswer>(routes.subscription(accountId, subscriptionId));
    return found?.status === 'active' && Date.parse(found.currentPeriod.end) > Date.now();
  });
  await until('its tokens are there', async () => (await credits(accountId)).length > 0);
  expect(await credits(accountId)).toMatchObject([
    { data: { purchaseId: `${subscriptionId}.2.1`, items: [{ amount: '5000' }] } },
  ]);
  expect(await charges(accountId)).toBe(1);
}, 240_000);

it('tops an account up once while API and worker are killed again and again', async () => {
  const consumption = await endowedAccount(api, '1');
  const { accountId } = consumption;
  await api.command('PUT', routes.package('e2e-tokens'), TOKENS);
  const bought = { packageId: 'e2e-tokens', packageVersion: 0, units: 1 };
  const checkout = await api.command<Checkout>('POST', routes.purchases(accountId), bought);
  // the card that takes its time, now and when it is charged again
  const form = new URLSearchParams({ card_number: '4000000000000077', expiry: '12/34', cvc: '123' });
  await fetch(checkout.checkoutUrl, { method: 'POST', body: form, redirect: 'manual' });
  await until('the card is saved', async () => {
    return (await get<TopUp>(routes.topUp(accountId)))?.hasPaymentMethod === true;
  });
  await api.command('PUT', routes.topUp(accountId), {
    ...{ enabled: true, model: 'gpt-5-nano', threshold: '1000', packageId: 'e2e-tokens', units: 2 },
    ...{ monthlyCap: usd('1000'), cooldownMinutes: 60 },
  });
  await api.consume({ ...consumption, units: '500' }, randomUUID());
  await until('the top-up is charged', async () => (await charges(accountId)) > 0);
  await killAgainAndAgain('API', 'worker', 'API', 'worker');
  await until('the top-up is completed', async () => {
    const page = await get<PurchasePage>(routes.purchases(accountId));
    return page?.items.some(({ origin, status }) => origin === 'top-up' && status === 'completed') ?? false;
  });
  expect(await charges(accountId)).toBe(1);
  expect(await credits(accountId)).toHaveLength(2);
  expect(await get<TopUp>(routes.topUp(accountId))).toMatchObject({
    inFlightPurchaseId: null,
    spentThisMonth: usd('180'),
  });
}, 240_000);
