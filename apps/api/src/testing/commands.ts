import {
  IDEMPOTENCY_KEY_HEADER,
  routes,
  SCOPES,
  type GrantRequest,
  type GrantResponse,
  type Receipt,
} from '#libs/contract';
import { randomUUID } from 'node:crypto';
import type { TestApi } from './test-api.js';

/** Sends commands as an administrator, to give queries something to show. */
export class Commands {
  private constructor(
    private readonly api: TestApi,
    private readonly authorization: string,
  ) {}

  /** Two models and one feature are there. */
  static async of(api: TestApi): Promise<Commands> {
    const commands = new Commands(api, await api.apiKey({ role: 'administrator', scopes: [...SCOPES] }));
    await commands.send('PUT', routes.model('gpt-5-nano'), { name: 'GPT-5 Nano', engine: 'openai' });
    await commands.send('PUT', routes.model('claude-sonnet-4.5'), {
      name: 'Claude Sonnet 4.5',
      engine: 'anthropic',
    });
    await commands.send('PUT', routes.featureRate('ai_bots'), {
      name: 'AI Bots',
      unit: 'word',
      tokensPerUnit: '2.5',
    });
    return commands;
  }

  async grant(accountId: string, grant: GrantRequest): Promise<GrantResponse> {
    return await this.send<GrantResponse>('POST', routes.grants(accountId), grant);
  }

  async makeUnlimited(accountId: string, model: string): Promise<void> {
    await this.send('PUT', routes.allocation(accountId, model), { unlimited: true });
  }

  async consume(accountId: string, units: string, model = 'gpt-5-nano'): Promise<Receipt> {
    return await this.send<Receipt>('POST', routes.consumptions(accountId), {
      model,
      feature: 'ai_bots',
      units,
    });
  }

  private async send<Answer>(method: 'POST' | 'PUT', url: string, payload: object): Promise<Answer> {
    const headers = { authorization: this.authorization, [IDEMPOTENCY_KEY_HEADER]: randomUUID() };
    const answer = await this.api.app.inject({ method, url, payload, headers });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
    return answer.json<Answer>();
  }
}
