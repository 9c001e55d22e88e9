import { requestHash } from '#libs/aggregates';
import {
  routes,
  type Balance,
  type Checkout,
  type PurchaseAnswer,
  type PurchaseRequest,
  type SubscriptionAnswer,
  type SubscriptionCheckout,
} from '#libs/contract';
import { streamName, type StreamKind } from '#libs/ledger';
import { SandboxPayments, SIGNATURE_HEADER, signWebhook, type PaymentState } from '#libs/payments';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AccountDriver } from './account-driver.js';
import type { TestApi } from './test-api.js';

const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;
const UNTIL_MS_MAX = 15_000;
const MODELS = { 'gpt-5-nano': 'GPT-5 Nano', claude: 'Claude' };

export const BUNDLE = {
  name: 'Starter Bundle',
  offer: {
    kind: 'bundle',
    items: [
      { model: 'gpt-5-nano', tokens: '50000' },
      { model: 'claude', tokens: '10000.5' },
    ],
    price: usd('999'),
    listPrice: usd('1150'),
    expiresAfterDays: null,
  },
} as const;

export const SINGLE = {
  name: 'GPT-5 Nano',
  offer: {
    kind: 'tokens',
    model: 'gpt-5-nano',
    tokensPerUnit: '10000',
    unitsMin: 1,
    unitsMax: 100,
    tiers: [
      { fromUnits: 1, unitPrice: usd('90') },
      { fromUnits: 10, unitPrice: usd('80') },
    ],
    expiresAfterDays: 30,
  },
} as const;

export function planOffer(price: string, tokens: string) {
  return {
    kind: 'plan',
    period: 'month',
    allowances: [{ model: 'gpt-5-nano', tokens, rollover: { rule: 'none' } }],
    price: usd(price),
    prioritySupport: true,
  } as const;
}

export const PLANS = {
  mini: planOffer('500', '1000'),
  basic: planOffer('1000', '5000'),
  pro: planOffer('3000', '20000.5'),
};

/** With which the API itself carries out what follows from a payment. */
export function operationFor(purchaseId: string, operationId: string) {
  return {
    operationId,
    requestHash: requestHash({ operationId, purchaseId }),
    actor: 'system:payments',
    correlationId: purchaseId,
    causationId: purchaseId,
  };
}

/** Buys as a browser would, and plays the payment provider's webhooks. */
export class StoreDriver {
  private constructor(
    private readonly api: TestApi,
    private readonly driver: AccountDriver,
  ) {}

  /** Two models, and the packages `starter` and `nano` and the plans `mini`, `basic` and `pro`, are there. */
  static async of(api: TestApi): Promise<StoreDriver> {
    const driver = new StoreDriver(api, await AccountDriver.of(api));
    for (const [model, name] of Object.entries(MODELS)) {
      await driver.send('PUT', routes.model(model), { name, engine: 'openai' });
    }
    await driver.send('PUT', routes.package('starter'), BUNDLE);
    await driver.send('PUT', routes.package('nano'), SINGLE);
    for (const [plan, offer] of Object.entries(PLANS)) {
      await driver.send('PUT', routes.package(plan), { name: `Plan ${plan}`, offer });
    }
    return driver;
  }

  /** On an API that was started again, where all of that is there. */
  async after(restarted: TestApi): Promise<StoreDriver> {
    return new StoreDriver(restarted, await AccountDriver.of(restarted));
  }

  get sandbox(): SandboxPayments {
    const { payments } = this.api.resources;
    if (!(payments instanceof SandboxPayments)) throw new TypeError('The test API has the sandbox.');
    return payments;
  }

  async send(...request: Parameters<AccountDriver['send']>) {
    return await this.driver.send(...request);
  }

  async get(...request: Parameters<AccountDriver['get']>) {
    return await this.driver.get(...request);
  }

  async buy(accountId: string, request: Partial<PurchaseRequest> = {}, key?: string): Promise<Checkout> {
    const body = { packageId: 'starter', packageVersion: 0, ...request };
    const answer = await this.send('POST', routes.purchases(accountId), body, key);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<Checkout>();
  }

  /** Types a card into the sandbox's page. */
  async pay({ checkoutUrl }: Pick<Checkout, 'checkoutUrl'>, cardNumber = '4242 4242 4242 4242') {
    return await this.form(new URL(checkoutUrl).pathname, {
      card_number: cardNumber,
      expiry: '12/34',
      cvc: '123',
    });
  }

  /** Answers the bank of a card that asks the buyer. */
  async confirm({ checkoutUrl }: Pick<Checkout, 'checkoutUrl'>, approve: 'yes' | 'no' = 'yes') {
    return await this.form(`${new URL(checkoutUrl).pathname}/authentication`, { approve });
  }

  async form(url: string, fields: Record<string, string> = {}) {
    return await this.api.app.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  async webhook(
    payment: PaymentState,
    { at = new Date(), secret = this.sandbox.webhookSecret, tamper = '' } = {},
  ) {
    const body = JSON.stringify({ noticeId: randomUUID(), payment });
    return await this.api.app.inject({
      method: 'POST',
      url: routes.paymentWebhook('sandbox'),
      payload: body + tamper,
      headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signWebhook(body, secret, at) },
    });
  }

  async subscribe(accountId: string, packageId = 'basic', key?: string): Promise<SubscriptionCheckout> {
    const body = { packageId, packageVersion: 0, timeZone: 'Europe/Berlin' };
    const answer = await this.send('POST', routes.subscriptions(accountId), body, key);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<SubscriptionCheckout>();
  }

  /** Null until the read models have it. */
  async subscription(accountId: string, subscriptionId: string): Promise<SubscriptionAnswer | null> {
    const answer = await this.get(routes.subscription(accountId, subscriptionId));
    return answer.statusCode === 200 ? answer.json<SubscriptionAnswer>() : null;
  }

  async untilSubscription(
    accountId: string,
    subscriptionId: string,
    is: (subscription: SubscriptionAnswer) => boolean,
  ): Promise<SubscriptionAnswer> {
    return await this.eventually(() => this.subscription(accountId, subscriptionId), is);
  }

  async reconcile(purchaseId: string) {
    return await this.send('POST', routes.purchaseReconciliation(purchaseId));
  }

  /** Null until the read models have it. */
  async purchase(accountId: string, purchaseId: string): Promise<PurchaseAnswer | null> {
    const answer = await this.get(routes.purchase(accountId, purchaseId));
    return answer.statusCode === 200 ? answer.json<PurchaseAnswer>() : null;
  }

  async until(
    accountId: string,
    purchaseId: string,
    is: (purchase: PurchaseAnswer) => boolean,
  ): Promise<PurchaseAnswer> {
    return await this.eventually(() => this.purchase(accountId, purchaseId), is);
  }

  /** Looks until it is so. */
  async eventually<Value>(look: () => Promise<Value | null>, is: (value: Value) => boolean): Promise<Value> {
    const deadline = Date.now() + UNTIL_MS_MAX;
    for (;;) {
      const value = await look();
      if (value && is(value)) return value;
      if (Date.now() > deadline) throw new Error(`It never came to that: ${JSON.stringify(value)}`);
      await pause(20);
    }
  }

  /** The types of the events of a stream. */
  async recorded(kind: StreamKind, id: string): Promise<readonly string[]> {
    const types: string[] = [];
    for await (const { type } of this.api.resources.eventStore.readStream(streamName(kind, id)))
      types.push(type);
    return types;
  }

  /** Available tokens by model. */
  async available(accountId: string): Promise<Record<string, string>> {
    const { allocations } = (await this.get(routes.balance(accountId))).json<Balance>();
    return Object.fromEntries(allocations.map(({ model, available }) => [model, available]));
  }
}
