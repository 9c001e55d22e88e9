import type { Accepted, Adjustment, Draw, GrantResponse, Reversal, Revocation } from '#libs/contract';
import { amount, sum } from '#libs/ledger/tokens';
import type { Intervention } from '../accounts/intervention.js';
import { readableAmount } from '../amounts/amount-text.js';

/** What a correction came to, by the answer of the API. Figures stand alone: no word changes with them. */
export function reversalWords(reversal: Reversal, model: string): string {
  const { tokens, balanceAfter, lapsed } = reversal;
  const done = $localize`Reversed: ${readableAmount(tokens)}:tokens: of ${model}:model:.`;
  return [done, ...lapsedWords(lapsed), nowWords(balanceAfter)].join(' ');
}

export function revocationWords({ tokens, balanceAfter }: Revocation, model: string): string {
  const done = $localize`Revoked: ${readableAmount(tokens)}:tokens: of ${model}:model:.`;
  return `${done} ${nowWords(balanceAfter)}`;
}

/** @param answer of the command that the intervention is. */
export function interventionWords(intervention: Intervention, answer: Accepted, model: string): string {
  switch (intervention) {
    case 'grant':
      return grantWords(answer as GrantResponse, model);
    case 'adjust':
      return adjustmentWords(answer as Adjustment, model);
    case 'freeze':
      return $localize`Spending is frozen now.`;
    case 'unfreeze':
      return $localize`Spending goes on from now.`;
    default:
      return intervention satisfies never;
  }
}

function grantWords({ amount: tokens, balanceAfter }: GrantResponse, model: string): string {
  const done = $localize`Granted: ${readableAmount(tokens)}:tokens: of ${model}:model:.`;
  return `${done} ${nowWords(balanceAfter)}`;
}

function adjustmentWords({ direction, tokens, balanceAfter }: Adjustment, model: string): string {
  const done =
    direction === 'up'
      ? $localize`Adjusted up: ${readableAmount(tokens)}:tokens: of ${model}:model:.`
      : $localize`Adjusted down: ${readableAmount(tokens)}:tokens: of ${model}:model:.`;
  return `${done} ${nowWords(balanceAfter)}`;
}

function lapsedWords(lapsed: readonly Draw[]): readonly string[] {
  if (lapsed.length === 0) return [];
  const tokens = sum(lapsed.map((draw) => amount(draw.tokens)));
  return [$localize`Lapsed again at once: ${readableAmount(tokens)}:tokens:.`];
}

function nowWords(balanceAfter: string): string {
  return $localize`Available now: ${readableAmount(balanceAfter)}:tokens:.`;
}
