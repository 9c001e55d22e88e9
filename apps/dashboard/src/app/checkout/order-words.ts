import type { Offer } from '#libs/contract';
import { readableAmount, readablePosition } from '../amounts/amount-text.js';
import type { IncludedTokens } from '../store/included.js';
import { expiryWords, RENEWAL_WORDS, rolloverWords, sharedRolloverWords } from '../store/offer-words.js';
import type { Quote } from '../store/pricing.js';
import { counted } from '../languages/counted.js';

/** A line for each model; of a plan whose models carry over differently, how each does. */
export function whatYouGet(
  offer: Offer,
  { items }: Quote,
  nameOf: (model: string) => string,
): readonly IncludedTokens[] {
  const rules = new Map<string, string>();
  if (offer.kind === 'plan' && sharedRolloverWords(offer) === null)
    for (const { model, rollover } of offer.allowances) rules.set(model, rolloverWords(rollover));
  return items.map(({ model, tokens }) => ({ name: nameOf(model), tokens, note: rules.get(model) ?? null }));
}

/** What is worth knowing before it is paid for. */
export function orderTerms(offer: Offer, units: number): readonly string[] {
  switch (offer.kind) {
    case 'tokens': {
      const shown = readablePosition(String(units));
      const count = counted(units, shown, $localize`{units, plural, =1 {# unit} other {# units}}`);
      const tokens = readableAmount(offer.tokensPerUnit);
      return [$localize`${count}:units: of ${tokens}:tokens: tokens`, expiryWords(offer)];
    }
    case 'bundle':
      return [expiryWords(offer)];
    case 'plan': {
      const support = offer.prioritySupport ? $localize`Priority support included` : null;
      const terms = [sharedRolloverWords(offer), support, RENEWAL_WORDS[offer.period]];
      return terms.filter((term) => term !== null);
    }
    default:
      return offer satisfies never;
  }
}
