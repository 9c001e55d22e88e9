import { IDEMPOTENCY_KEY_HEADER, routes, SCOPES } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import type { TestApi } from './test-api.js';

const MODEL = 'gpt-5-nano';

/** Sends commands as an administrator, to new accounts of one model. */
export class AccountDriver {
  private constructor(
    private readonly api: TestApi,
    private readonly authorization: string,
  ) {}

  /** Defines the model, and the feature `ai_bots` at 2.5 tokens per word. */
  static async of(api: TestApi): Promise<AccountDriver> {
    const driver = new AccountDriver(api, await api.apiKey({ role: 'administrator', scopes: [...SCOPES] }));
    await driver.send('PUT', routes.model(MODEL), { name: 'GPT-5 Nano', engine: 'openai' });
    const rate = { name: 'AI Bots', unit: 'word', tokensPerUnit: '2.5' };
    await driver.send('PUT', routes.featureRate('ai_bots'), rate);
    return driver;
  }

  async send(method: 'POST' | 'PUT', url: string, payload: object = {}, key: string = randomUUID()) {
    const headers = { authorization: this.authorization, [IDEMPOTENCY_KEY_HEADER]: key };
    return await this.api.app.inject({ method, url, payload, headers });
  }

  async get(url: string, query: Record<string, string> = {}) {
    return await this.api.app.inject({ url, query, headers: { authorization: this.authorization } });
  }

  /** @returns the id of a new account that holds so many tokens. */
  async accountWith(tokens: string): Promise<string> {
    const accountId = randomUUID();
    const granted = await this.send('POST', routes.grants(accountId), { model: MODEL, amount: tokens });
    if (granted.statusCode !== 201) throw new Error(granted.body);
    return accountId;
  }

  async consume(accountId: string, units: string, key?: string) {
    return await this.send('POST', routes.consumptions(accountId), use(units), key);
  }

  async reserve(accountId: string, units: string, options: object = {}, key?: string) {
    return await this.send('POST', routes.holds(accountId), { ...use(units), ...options }, key);
  }

  async settle(accountId: string, holdId: string, units: string, key?: string) {
    return await this.send('POST', routes.settlement(accountId, holdId), { units }, key);
  }
}

function use(units: string) {
  return { model: MODEL, feature: 'ai_bots', units };
}
