import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import {
  add,
  amount,
  formatAmount,
  smaller,
  subtract,
  sum,
  ZERO,
  type TokenAmount,
} from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import { grantIn, type Allocation, type GrantDraw } from './allocation.js';
import type { Charge } from './charge.js';
import type { ConsumptionReversed, LapsedTokens } from './correction.events.js';
import { refuseCorrectionGrant } from './entry-limits.js';
import { drawsOf } from './evolve-grants.js';
import { hasExpired } from './grant.js';
import { balanceAfter, written } from './recording.js';

/** What the log says of a consumption or settlement. */
export type ChargeFacts = Pick<
  Charge,
  'operationId' | 'model' | 'feature' | 'tokens' | 'drawn' | 'overdrawn' | 'unlimited'
> & { readonly chargedAt: string };

/** Takes a charge back, wholly or in part, last drawn first returned; never more than was charged. */
export interface ReverseCharge {
  readonly type: 'ReverseCharge';
  readonly operationId: string;
  readonly original: ChargeFacts;
  /** Null: all that is left of it. */
  readonly amount: TokenAmount | null;
  readonly reason: string;
  readonly lapsed: LapsedTokens;
}

export function reverseCharge(
  command: ReverseCharge,
  account: Account,
  now: Date,
): Decision<ConsumptionReversed> {
  const { original } = command;
  const before = account.reversed.get(original.operationId) ?? ZERO;
  const reversible = subtract(amount(original.tokens), before);
  const tokens = command.amount ?? reversible;
  const refusal = refuse(command, { tokens, reversible });
  if (refusal) return refusal;
  const allocation = allocationOf(account, original.model);
  const back = original.unlimited
    ? NOTHING_BACK
    : wayBack(lastPartOf(original, before, tokens), allocation, { command, now });
  const unable =
    back.regranted > 0n &&
    refuseCorrectionGrant(account, command.operationId, {
      model: original.model,
      tokens: back.regranted,
    });
  if (unable) return unable;
  return [{ type: 'ConsumptionReversed', data: reversal(command, { tokens, back, allocation, now }) }];
}

function refuse(
  { original, amount: asked }: ReverseCharge,
  { tokens, reversible }: { readonly tokens: TokenAmount; readonly reversible: TokenAmount },
): Refusal | null {
  if (asked !== null && asked <= 0n) return { code: 'amount-not-positive', amount: formatAmount(asked) };
  if (tokens > 0n && tokens <= reversible) return null;
  return {
    code: 'reversal-exceeds-charge',
    operationId: original.operationId,
    asked: formatAmount(tokens),
    reversible: formatAmount(reversible),
  };
}

/** A stretch of a charge, from its end: what was overdrawn, and draws from last to first. */
interface Parts {
  readonly overdrawn: TokenAmount;
  readonly draws: readonly GrantDraw[];
}

/** Leaves out what was reversed before, then takes so many tokens. */
function lastPartOf(original: ChargeFacts, before: TokenAmount, tokens: TokenAmount): Parts {
  let skipped = before;
  let missing = tokens;
  const part = (whole: TokenAmount) => {
    const gone = smaller(whole, skipped);
    skipped = subtract(skipped, gone);
    const taken = smaller(subtract(whole, gone), missing);
    missing = subtract(missing, taken);
    return taken;
  };
  const overdrawn = part(amount(original.overdrawn));
  const draws = drawsOf(original.drawn)
    .toReversed()
    .map((draw) => ({ grantId: draw.grantId, tokens: part(draw.tokens) }));
  return { overdrawn, draws: draws.filter((draw) => draw.tokens > 0n) };
}

interface Back {
  readonly returned: readonly GrantDraw[];
  readonly overdraftReduced: TokenAmount;
  readonly regranted: TokenAmount;
}

const NOTHING_BACK: Back = { returned: [], overdraftReduced: ZERO, regranted: ZERO };

/** An overdraft that was repaid meanwhile cannot shrink: its tokens come back as a grant. */
function wayBack(
  { overdrawn, draws }: Parts,
  allocation: Allocation,
  { command, now }: { readonly command: ReverseCharge; readonly now: Date },
): Back {
  const takesBack = ({ grantId }: GrantDraw) => {
    const grant = grantIn(allocation, grantId);
    return grant !== null && grant.revokedFor === null && !hasExpired(grant, now);
  };
  const returned = command.lapsed === 'lapse' ? draws : draws.filter(takesBack);
  const elsewhere = draws.filter((draw) => !returned.includes(draw)).map((draw) => draw.tokens);
  const overdraftReduced = smaller(overdrawn, allocation.overdrawn);
  return {
    returned,
    overdraftReduced,
    regranted: sum([subtract(overdrawn, overdraftReduced), ...elsewhere]),
  };
}

interface Reversal {
  readonly tokens: TokenAmount;
  readonly back: Back;
  readonly allocation: Allocation;
  readonly now: Date;
}

function reversal(
  { operationId, original, reason }: ReverseCharge,
  { tokens, back, allocation, now }: Reversal,
): ConsumptionReversed['data'] {
  const { returned, overdraftReduced, regranted } = back;
  const available = add(sum(returned.map((draw) => draw.tokens)), regranted);
  return {
    operationId,
    reversedOperationId: original.operationId,
    model: original.model,
    feature: original.feature,
    tokens: formatAmount(tokens),
    returned: written(returned),
    overdraftReduced: formatAmount(overdraftReduced),
    regranted: regranted > 0n ? { grantId: operationId, tokens: formatAmount(regranted) } : null,
    unlimited: original.unlimited,
    chargedAt: original.chargedAt,
    reason,
    balanceAfter: balanceAfter(allocation, available),
    reversedAt: now.toISOString(),
  };
}
