import type { AccountCommand, AccountEvent, RateHistory } from '#libs/ledger';
import { amount } from '#libs/ledger';
import { requestHash, type CommandRequest } from '../command-request.js';

export const NOW = new Date('2026-03-10T12:00:00.000Z');

const request = (
  operationId: string,
  command: AccountCommand,
  body: string,
): CommandRequest<AccountCommand> => ({
  aggregateId: 'alice',
  command,
  operation: {
    operationId,
    requestHash: requestHash({ type: command.type, body }),
    actor: 'service:test',
    correlationId: `correlation-${operationId}`,
    causationId: `correlation-${operationId}`,
  },
});

export const grant = (operationId: string, tokens: string) =>
  request(
    operationId,
    {
      type: 'GrantTokens',
      grantId: `grant-${operationId}`,
      model: 'gpt-5-nano',
      amount: amount(tokens),
      source: 'bonus',
      priority: 100,
      expiresAt: null,
      reason: null,
    },
    tokens,
  );

const RATES: RateHistory = {
  rates: [
    {
      feature: 'ai_bots',
      name: 'AI Bots',
      engine: null,
      icon: null,
      unit: 'word',
      tokensPerUnit: amount('1'),
      multipliers: new Map(),
      effectiveFrom: new Date('2026-01-01T00:00:00.000Z'),
      revision: 0,
    },
  ],
};

/** At a rate of 1 token per word. */
export const consume = (operationId: string, words: string) =>
  request(
    operationId,
    {
      type: 'ConsumeTokens',
      operationId,
      model: 'gpt-5-nano',
      feature: 'ai_bots',
      quantity: { units: amount(words) },
      rates: RATES,
    },
    words,
  );

/** @throws {Error} when the event is no consumption. */
export const reverse = (operationId: string, charge: AccountEvent | undefined) => {
  if (charge?.type !== 'TokensConsumed') throw new Error('Only a consumption is reversed here.');
  const original = { ...charge.data, chargedAt: charge.data.consumedAt };
  const terms = { amount: null, reason: 'the answer was empty', lapsed: 'lapse' } as const;
  return request(
    operationId,
    { type: 'ReverseCharge', operationId, original, ...terms },
    original.operationId,
  );
};
