import type { Decision } from '../decider/decider.js';
import type { RateInForce } from '../rate/rate.js';
import { formatAmount, multiplyExact, subtract, type TokenAmount } from '../tokens/index.js';
import { measureUnits, type Quantity } from '../units/quantity.js';
import type { Account } from './account.js';
import type { TokensConsumed } from './account.events.js';
import { availableAt, drawFrom, type Allocation } from './allocation.js';

/** Draws units x rate tokens of a feature from the allocation of a model. */
export interface ConsumeTokens {
  readonly type: 'ConsumeTokens';
  readonly operationId: string;
  readonly model: string;
  readonly feature: string;
  readonly quantity: Quantity;
  /** In force at the moment of the command; null when the feature has none. */
  readonly rate: RateInForce | null;
}

export function consumeTokens(command: ConsumeTokens, account: Account, now: Date): Decision<TokensConsumed> {
  const allocation = account.allocations.get(command.model);
  if (!allocation) return { code: 'allocation-not-found', model: command.model };
  if (!command.rate) return { code: 'unknown-rate', feature: command.feature, at: now.toISOString() };
  const units = measureUnits(command.quantity, command.rate.unit);
  if (typeof units !== 'bigint') return units;
  const tokens = multiplyExact(units, command.rate.tokensPerUnit);
  if (tokens === null) {
    return {
      code: 'inexact-tokens',
      units: formatAmount(units),
      tokensPerUnit: formatAmount(command.rate.tokensPerUnit),
    };
  }
  return draw({ command, rate: command.rate, units, tokens }, allocation, now);
}

interface PricedConsumption {
  readonly command: ConsumeTokens;
  readonly rate: RateInForce;
  readonly units: TokenAmount;
  readonly tokens: TokenAmount;
}

function draw(priced: PricedConsumption, allocation: Allocation, now: Date): Decision<TokensConsumed> {
  const { command, rate, units, tokens } = priced;
  const available = availableAt(allocation, now);
  if (!allocation.unlimited && tokens > available) {
    return {
      code: 'insufficient-tokens',
      model: command.model,
      needed: formatAmount(tokens),
      available: formatAmount(available),
      held: '0',
    };
  }
  const drawn = allocation.unlimited ? [] : drawFrom(allocation, tokens, now);
  const data: TokensConsumed['data'] = {
    operationId: command.operationId,
    model: command.model,
    feature: command.feature,
    units: formatAmount(units),
    unit: rate.unit,
    rate: formatAmount(rate.tokensPerUnit),
    rateRevision: rate.revision,
    tokens: formatAmount(tokens),
    drawn: drawn.map((each) => ({ grantId: each.grantId, tokens: formatAmount(each.tokens) })),
    unlimited: allocation.unlimited,
    balanceBefore: formatAmount(available),
    balanceAfter: formatAmount(allocation.unlimited ? available : subtract(available, tokens)),
    consumedAt: now.toISOString(),
  };
  return [{ type: 'TokensConsumed', data }];
}
