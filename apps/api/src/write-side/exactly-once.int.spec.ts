import { Aggregates, subscriptionKind } from '#libs/aggregates';
import { IDEMPOTENCY_KEY_HEADER, routes, SCOPES, type SubscriptionCheckout } from '#libs/contract';
import type { OpenAPIObject } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { ShiftedClock } from '../testing/shifted-clock.js';
import { operationFor } from '../testing/store-driver.js';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

/**
 * Faults tried: the answer to a command is lost, and the command is sent again, late, with another body, or
 * after a restart of the API.
 */
const MODEL = 'gpt-5-nano';
const ACCOUNT = '/api/v1/accounts/{accountId}';
const CONSUMPTION = { model: MODEL, feature: 'ai_bots', units: '1' };
const REASON = { reason: 'a mistake' };

interface Sent {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly body: object;
  /** Valid too. */
  readonly otherBody: object;
}

const DAY_MS = 86_400_000;
const clock = new ShiftedClock();
let api: TestApi;
let driver: AccountDriver;
beforeAll(async () => {
  api = await startTestApi({ clock: clock.now });
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

async function instant(time: string): Promise<void> {
  while (clock.now().getTime() < Date.parse(time)) await new Promise(setImmediate);
}

async function held(accountId: string): Promise<string> {
  const holdId = randomUUID();
  await driver.reserve(accountId, '1', {}, holdId);
  return holdId;
}

/** One of every command that the API takes, ready to be carried out on an account with tokens. */
const COMMANDS: Readonly<Record<string, (accountId: string) => Promise<Sent> | Sent>> = {
  [`POST ${ACCOUNT}/consumptions`]: (id) => post(routes.consumptions(id), CONSUMPTION, { units: '2' }),
  [`POST ${ACCOUNT}/holds`]: (id) => post(routes.holds(id), CONSUMPTION, { units: '2' }),
  [`POST ${ACCOUNT}/holds/{holdId}/settlement`]: async (id) =>
    post(routes.settlement(id, await held(id)), { units: '1' }, { units: '2' }),
  [`POST ${ACCOUNT}/holds/{holdId}/release`]: async (id) => post(routes.release(id, await held(id)), {}),
  [`POST ${ACCOUNT}/holds/{holdId}/extension`]: async (id) =>
    post(routes.extension(id, await held(id)), { ttlSeconds: 1_200 }, { ttlSeconds: 1_300 }),
  [`POST ${ACCOUNT}/consumptions/{operationId}/reversal`]: async (id) => {
    const operationId = randomUUID();
    await driver.consume(id, '4', operationId);
    return post(routes.reversal(id, operationId), { ...REASON, amount: '1' }, { amount: '2' });
  },
  [`POST ${ACCOUNT}/adjustments`]: (id) =>
    post(
      routes.adjustments(id),
      { model: MODEL, direction: 'up', tokens: '1', ...REASON },
      { direction: 'down' },
    ),
  [`POST ${ACCOUNT}/grants`]: (id) => post(routes.grants(id), { model: MODEL, amount: '5' }, { amount: '6' }),
  [`POST ${ACCOUNT}/grants/{grantId}/revocation`]: async (id) => {
    const granted = await driver.send('POST', routes.grants(id), { model: MODEL, amount: '5' });
    const { grantId } = granted.json<{ grantId: string }>();
    return post(routes.revocation(id, grantId), REASON, { onlyIfUnspent: true });
  },
  [`POST ${ACCOUNT}/expirations`]: async (id) => {
    const hold = (await driver.reserve(id, '1', { ttlSeconds: 1 })).json<{ expiresAt: string }>();
    await instant(hold.expiresAt);
    return post(routes.expirations(id), {});
  },
  [`PUT ${ACCOUNT}/allocations/{model}`]: (id) =>
    put(routes.allocation(id, MODEL), { unlimited: true }, { unlimited: false }),
  [`PUT ${ACCOUNT}/allocations/{model}/overdraft-limit`]: (id) =>
    put(routes.overdraftLimit(id, MODEL), { limit: '5' }, { limit: '6' }),
  [`PUT ${ACCOUNT}/allocations/{model}/spending-caps`]: (id) =>
    put(routes.spendingCaps(id, MODEL), { day: '5' }, { day: '6' }),
  [`POST ${ACCOUNT}/allocations/{model}/freeze`]: (id) =>
    post(routes.freeze(id, MODEL), REASON, { reason: 'another' }),
  [`POST ${ACCOUNT}/allocations/{model}/unfreeze`]: (id) =>
    post(routes.unfreeze(id, MODEL), REASON, { reason: 'another' }),
  [`PUT ${ACCOUNT}/spending-caps`]: (id) => put(routes.spendingCaps(id), { day: '5' }, { day: null }),
  [`POST ${ACCOUNT}/freeze`]: (id) => post(routes.freeze(id), REASON, { reason: 'another' }),
  [`POST ${ACCOUNT}/unfreeze`]: (id) => post(routes.unfreeze(id), REASON, { reason: 'another' }),
  [`PUT ${ACCOUNT}/time-zone`]: (id) =>
    put(routes.timeZone(id), { timeZone: 'Europe/Berlin' }, { timeZone: 'Asia/Tokyo' }),
  'PUT /api/v1/features/{featureKey}/rate': (id) =>
    put(
      routes.featureRate(id),
      { name: 'Feature', unit: 'word', tokensPerUnit: '2' },
      { tokensPerUnit: '3' },
    ),
  'PUT /api/v1/models/{modelKey}': (id) =>
    put(routes.model(id), { name: 'Model', engine: 'openai' }, { engine: 'anthropic' }),
  'PUT /api/v1/packages/{packageId}': (id) => put(routes.package(id), BUNDLE, { name: 'Another' }),
  'POST /api/v1/packages/{packageId}/retirement': async () =>
    post(routes.packageRetirement(await sold()), REASON, { reason: 'another' }),
  [`POST ${ACCOUNT}/purchases`]: async (id) =>
    post(routes.purchases(id), { packageId: await sold(), packageVersion: 0 }, { packageVersion: 1 }),
  [`POST ${ACCOUNT}/subscriptions`]: async (id) =>
    post(routes.subscriptions(id), { packageId: await sold(PLAN), packageVersion: 0 }, { packageVersion: 1 }),
  [`PUT ${ACCOUNT}/subscriptions/{subscriptionId}/plan`]: async (id) =>
    put(
      routes.subscriptionPlan(id, await subscribed(id)),
      { packageId: await sold(PLAN), packageVersion: 0 },
      { packageVersion: 1 },
    ),
  [`POST ${ACCOUNT}/subscriptions/{subscriptionId}/payment`]: async (id) =>
    post(routes.subscriptionPayment(id, await subscribed(id, 'due')), {}),
  [`POST ${ACCOUNT}/subscriptions/{subscriptionId}/cancellation`]: async (id) =>
    post(routes.subscriptionCancellation(id, await subscribed(id)), {}),
  [`POST ${ACCOUNT}/subscriptions/{subscriptionId}/resumption`]: async (id) => {
    const subscriptionId = await subscribed(id);
    await driver.send('POST', routes.subscriptionCancellation(id, subscriptionId));
    return post(routes.subscriptionResumption(id, subscriptionId), {});
  },
  [`PUT ${ACCOUNT}/top-up`]: async (id) => {
    const settings = { enabled: true, model: MODEL, threshold: '5', monthlyCap: PRICE };
    return put(routes.topUp(id), { ...settings, packageId: await sold() }, { threshold: '6' });
  },
};

const PRICE = { minorUnits: '999', currency: 'USD' };
const BUNDLE = {
  name: 'Starter Bundle',
  offer: {
    kind: 'bundle',
    items: [{ model: MODEL, tokens: '5' }],
    price: PRICE,
    listPrice: PRICE,
    expiresAfterDays: null,
  },
};

const PLAN = {
  name: 'Basic',
  offer: {
    kind: 'plan',
    period: 'month',
    allowances: [{ model: MODEL, tokens: '5', rollover: { rule: 'none' } }],
    price: PRICE,
    prioritySupport: false,
  },
};

async function sold(what: object = BUNDLE): Promise<string> {
  const packageId = randomUUID();
  await driver.send('PUT', routes.package(packageId), what);
  return packageId;
}

/** Paid for. One that is due was paid for so long ago that the next period is to be paid. */
async function subscribed(accountId: string, standing: 'paid' | 'due' = 'paid'): Promise<string> {
  const packageId = await sold(PLAN);
  const started = await driver.send('POST', routes.subscriptions(accountId), {
    packageId,
    packageVersion: 0,
  });
  const { subscriptionId, purchaseId } = started.json<SubscriptionCheckout>();
  const command = { type: 'RecordPeriodPaid', subscriptionId, purchaseId, method: null } as const;
  await api.app.get(Aggregates, { strict: false }).execute(subscriptionKind, {
    aggregateId: subscriptionId,
    operation: operationFor(purchaseId, `paid-${purchaseId}`),
    command,
  });
  if (standing === 'due') clock.travelTo(clock.now().toISOString(), 32 * DAY_MS);
  return subscriptionId;
}

function post(url: string, body: object, changes: object = {}): Sent {
  return { method: 'POST', url, body, otherBody: { ...body, ...changes } };
}

function put(url: string, body: object, changes: object): Sent {
  return { ...post(url, body, changes), method: 'PUT' };
}

it('is tried with every command there is', async () => {
  const { paths } = (await api.app.inject({ url: '/api/docs-json' })).json<OpenAPIObject>();
  const commands = Object.entries(paths).flatMap(([path, item]) =>
    (['post', 'put', 'delete'] as const)
      .filter((method) =>
        item[method]?.parameters?.some((each) => 'name' in each && each.name === 'Idempotency-Key'),
      )
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(Object.keys(COMMANDS).sort()).toEqual(commands.sort());
});

it.each(Object.entries(COMMANDS))(
  'answers %s as the first time, whatever has happened since',
  async (_name, prepare) => {
    const accountId = await driver.accountWith('1000');
    const { method, url, body } = await prepare(accountId);
    const key = randomUUID();
    const first = await driver.send(method, url, body, key);
    expect([first.statusCode < 300, first.headers['idempotent-replayed']]).toEqual([true, undefined]);
    await driver.consume(accountId, '3');

    const again = await driver.send(method, url, body, key);
    expect(again.statusCode).toBe(first.statusCode);
    expect(again.body).toBe(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
  },
);

/** There is only one way to send these. */
const WITHOUT_BODY = [
  `POST ${ACCOUNT}/holds/{holdId}/release`,
  `POST ${ACCOUNT}/expirations`,
  ...['payment', 'cancellation', 'resumption'].map(
    (what) => `POST ${ACCOUNT}/subscriptions/{subscriptionId}/${what}`,
  ),
];
const withBody = Object.entries(COMMANDS).filter(([name]) => !WITHOUT_BODY.includes(name));

it.each(withBody)('refuses %s under a key that had another body', async (_name, prepare) => {
  const { method, url, body, otherBody } = await prepare(await driver.accountWith('1000'));
  const key = randomUUID();
  await driver.send(method, url, body, key);
  const other = await driver.send(method, url, otherBody, key);
  expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
});

it.each([
  ['a consumption', (id: string) => routes.consumptions(id), CONSUMPTION],
  ['a freeze of another model', (id: string) => routes.freeze(id, 'claude'), REASON],
  ['a freeze of the account', (id: string) => routes.freeze(id), REASON],
])('refuses %s under the key of a freeze of a model', async (_name, url, body) => {
  await driver.send('PUT', routes.model('claude'), { name: 'Claude', engine: 'anthropic' });
  const accountId = await driver.accountWith('1000');
  const key = randomUUID();
  await driver.send('POST', routes.freeze(accountId, MODEL), REASON, key);
  const other = await driver.send('POST', url(accountId), body, key);
  expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
});

it('carries out once what is sent many times at once, for commands that change limits as well', async () => {
  const accountId = await driver.accountWith('1000');
  const key = randomUUID();
  const url = routes.adjustments(accountId);
  const body = { model: MODEL, direction: 'up', tokens: '7', ...REASON };
  const answers = await Promise.all(Array.from({ length: 20 }, () => driver.send('POST', url, body, key)));
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
  expect(answers.filter((answer) => answer.headers['idempotent-replayed'] === undefined)).toHaveLength(1);
  expect((await driver.consume(accountId, '0')).json()).toMatchObject({ balanceAfter: '1007' });
});

it('answers every command after a restart as before it', async () => {
  const sent: (Sent & { readonly key: string; readonly answer: string })[] = [];
  for (const prepare of Object.values(COMMANDS)) {
    const command = await prepare(await driver.accountWith('1000'));
    const key = randomUUID();
    const { body: answer } = await driver.send(command.method, command.url, command.body, key);
    sent.push({ ...command, key, answer });
  }
  const authorization = await api.apiKey({ role: 'administrator', scopes: SCOPES });
  api = await api.restarted();
  for (const { method, url, body, key, answer } of sent) {
    const headers = { authorization, [IDEMPOTENCY_KEY_HEADER]: key };
    const again = await api.app.inject({ method, url, payload: body, headers });
    expect([again.headers['idempotent-replayed'], again.body]).toEqual(['true', answer]);
  }
});
