import type { TokensGranted } from '../account/account.events.js';
import type { ConsumeTokens } from '../account/consume-tokens.js';
import type { ReserveTokens } from '../account/reserve-tokens.js';
import type { SettleHold } from '../account/settle-hold.js';
import type { RateHistory } from '../rate/rate.js';
import { amount } from '../tokens/index.js';

export const NOW = new Date('2026-03-10T12:00:00.000Z');

/** The one rate that a feature ever had. */
export const rates = (tokensPerUnit: string, unit = 'word'): RateHistory => ({
  rates: [
    {
      feature: 'ai_bots',
      name: 'AI Bots',
      engine: null,
      icon: null,
      unit,
      tokensPerUnit: amount(tokensPerUnit),
      multipliers: new Map(),
      effectiveFrom: new Date('2026-01-01T00:00:00.000Z'),
      revision: 0,
    },
  ],
});

export const granted = (data: Partial<TokensGranted['data']> = {}): TokensGranted => ({
  type: 'TokensGranted',
  data: {
    grantId: 'grant-1',
    model: 'gpt-5-nano',
    amount: '1000',
    source: 'bonus',
    priority: 100,
    effectiveFrom: '2026-03-01T00:00:00.000Z',
    expiresAt: null,
    rollover: { rule: 'none' },
    reason: null,
    grantedAt: '2026-03-01T00:00:00.000Z',
    balanceAfter: '1000',
    ...data,
  },
});

export const consume = (units: string, changes: Partial<ConsumeTokens> = {}): ConsumeTokens => ({
  type: 'ConsumeTokens',
  operationId: 'operation-1',
  model: 'gpt-5-nano',
  feature: 'ai_bots',
  quantity: { units: amount(units) },
  rates: rates('2.5'),
  ...changes,
});

export const reserve = (units: string, changes: Partial<ReserveTokens> = {}): ReserveTokens => ({
  type: 'ReserveTokens',
  operationId: 'hold-1',
  model: 'gpt-5-nano',
  feature: 'ai_bots',
  quantity: { units: amount(units) },
  rates: rates('2.5'),
  overagePolicy: 'reject',
  ttlSeconds: 60,
  ttlSecondsMax: 3_600,
  ...changes,
});

export const settle = (units: string, changes: Partial<SettleHold> = {}): SettleHold => ({
  type: 'SettleHold',
  operationId: 'settlement-1',
  holdId: 'hold-1',
  quantity: { units: amount(units) },
  ...changes,
});
