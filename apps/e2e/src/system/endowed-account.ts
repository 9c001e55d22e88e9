import { routes } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import type { ApiClient, Consumption } from './api-client.js';

const MODEL = 'gpt-5-nano';
const FEATURE = 'ai_bots';

/** An account with tokens to spend, at one token for each word. @returns what uses one of them. */
export async function endowedAccount(api: ApiClient, tokens: string): Promise<Consumption> {
  const accountId = `acc-${randomUUID()}`;
  await api.command('PUT', routes.model(MODEL), { name: 'GPT-5 Nano', engine: 'openai' });
  await api.command('PUT', routes.featureRate(FEATURE), {
    name: 'AI Bots',
    unit: 'word',
    tokensPerUnit: '1',
  });
  await api.command('POST', routes.grants(accountId), { model: MODEL, amount: tokens });
  return { accountId, model: MODEL, feature: FEATURE, units: '1' };
}
