import { routes, type Checkout } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import type { ApiClient } from '../system/index.js';
import { usd } from './offers.js';
import { type Credentials } from './visitor.js';

/** As long as the contract lets names be, in one word and in many. */
const LONG_WORD = `${'Donaudampfschiffahrtselektrizitaetenhauptbetriebswerk'.repeat(3)}`.slice(0, 120);
const LONG_NAME = `${'The model of all models that anybody ever asked for '.repeat(3)}`.slice(0, 120).trim();
const LARGEST = '999999999999999999.999999';
const LONG_ID = 'x'.repeat(128);
const ENDLESS = `unlimited-${'y'.repeat(118)}`;

export interface ExtremeAccount {
  readonly accountId: string;
  readonly purchaseId: string;
  readonly model: string;
  readonly modelName: string;
  readonly user: Credentials;
}

/** Somebody whose names, ids and amounts are as long as they may be, also with an allocation without end. */
export async function extremeAccount(api: ApiClient): Promise<ExtremeAccount> {
  const accountId = `acc-${randomUUID()}-`.padEnd(128, 'z');
  await api.command('PUT', routes.model(LONG_ID), { name: LONG_WORD, engine: LONG_WORD });
  await api.command('PUT', routes.model(ENDLESS), { name: LONG_NAME, engine: 'openai' });
  await api.command('PUT', routes.featureRate(LONG_ID), {
    ...{ name: LONG_WORD, unit: 'word', tokensPerUnit: '123456.123456' },
  });
  await api.command('POST', routes.grants(accountId), { model: LONG_ID, amount: '900000000000.123456' });
  await api.command('PUT', routes.allocation(accountId, ENDLESS), { unlimited: true });
  const use = { accountId, feature: LONG_ID, units: '7000000' };
  const operationId = 'o'.repeat(200);
  await api.consume({ ...use, model: LONG_ID }, operationId);
  await api.consume({ ...use, model: ENDLESS, units: '1' });
  await api.command('POST', routes.reversal(accountId, operationId), {
    ...{ amount: '0.000001', reason: LONG_WORD.repeat(5).slice(0, 500) },
  });
  const caps = { day: LARGEST, week: LARGEST, month: LARGEST };
  await api.command('PUT', routes.spendingCaps(accountId), caps);
  await api.command('PUT', routes.spendingCaps(accountId, LONG_ID), caps);
  await api.command('PUT', routes.overdraftLimit(accountId, LONG_ID), { limit: LARGEST });
  const user = { email: `${'e'.repeat(60)}@${'example.'.repeat(12)}com`, password: randomUUID() };
  await api.command('POST', routes.users, { ...user, name: LONG_WORD, role: 'user', accountId });
  const purchaseId = await pendingPurchase(api, accountId);
  return { accountId, purchaseId, model: LONG_ID, modelName: LONG_WORD, user };
}

async function pendingPurchase(api: ApiClient, accountId: string): Promise<string> {
  const items = [LONG_ID, ENDLESS].map((model) => ({ model, tokens: '900000000000.123456' }));
  await api.command('PUT', routes.package(LONG_ID), {
    name: LONG_WORD,
    description: `${LONG_WORD} ${LONG_NAME}`,
    offer: {
      kind: 'bundle',
      items,
      price: usd('9999998'),
      listPrice: usd('9999999'),
      expiresAfterDays: 1,
    },
  });
  const checkout = await api.command<Checkout>('POST', routes.purchases(accountId), {
    ...{ packageId: LONG_ID, packageVersion: 0 },
  });
  return checkout.purchaseId;
}
