import type { CorrectionKind } from '#libs/contract';
import type { BalanceAdjusted, ConsumptionReversed, Draw, TokensRevoked } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';

/** As events have it: amounts are decimal strings. */
export interface CorrectionEntry extends Corrected {
  readonly accountId: string;
  readonly position: bigint;
  readonly operationId: string | null;
  readonly actor: string | null;
}

interface Corrected {
  readonly kind: CorrectionKind;
  readonly model: string;
  readonly direction: 'up' | 'down';
  readonly tokens: string;
  readonly grants: readonly Draw[];
  readonly revokedGrantId: string | null;
  readonly reversedOperationId: string | null;
  readonly feature: string | null;
  readonly overdraftReduced: string;
  readonly unlimited: boolean;
  readonly balanceAfter: string;
  readonly reason: string;
  readonly correctedAt: string;
}

/** In the order of the log. */
export function foldCorrections(facts: readonly AccountFact[]): readonly CorrectionEntry[] {
  return facts.flatMap(({ accountId, position, operationId, actor, event }) => {
    const corrected = correctedBy(event);
    return corrected ? [{ accountId, position, operationId, actor, ...corrected }] : [];
  });
}

function correctedBy(event: AccountFact['event']): Corrected | null {
  switch (event.type) {
    case 'ConsumptionReversed':
      return reversal(event.data);
    case 'BalanceAdjusted':
      return adjustment(event.data);
    case 'TokensRevoked':
      return revocation(event.data);
    default:
      return null;
  }
}

/** What only one kind of correction has. */
const OF_NO_OTHER = {
  revokedGrantId: null,
  reversedOperationId: null,
  feature: null,
  overdraftReduced: '0',
  unlimited: false,
};

function reversal(data: ConsumptionReversed['data']): Corrected {
  const { model, tokens, feature, reversedOperationId, overdraftReduced, unlimited, balanceAfter, reason } =
    data;
  return {
    ...OF_NO_OTHER,
    kind: 'reversal',
    model,
    direction: 'up',
    tokens,
    grants: [...data.returned, ...(data.regranted ? [data.regranted] : [])],
    reversedOperationId,
    feature,
    overdraftReduced,
    unlimited,
    balanceAfter,
    reason,
    correctedAt: data.reversedAt,
  };
}

function adjustment(data: BalanceAdjusted['data']): Corrected {
  const { model, direction, tokens, grantId, drawn, balanceAfter, reason } = data;
  return {
    ...OF_NO_OTHER,
    kind: 'adjustment',
    model,
    direction,
    tokens,
    grants: grantId === null ? drawn : [{ grantId, tokens }],
    balanceAfter,
    reason,
    correctedAt: data.adjustedAt,
  };
}

function revocation({
  grantId,
  model,
  tokens,
  balanceAfter,
  reason,
  revokedAt,
}: TokensRevoked['data']): Corrected {
  return {
    ...OF_NO_OTHER,
    kind: 'revocation',
    model,
    direction: 'down',
    tokens,
    grants: [{ grantId, tokens }],
    revokedGrantId: grantId,
    balanceAfter,
    reason,
    correctedAt: revokedAt,
  };
}
