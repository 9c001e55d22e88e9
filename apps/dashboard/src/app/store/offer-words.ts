import type { Offer, OfferOf } from '#libs/contract';
import { readableAmount, readablePosition } from '../amounts/amount-text.js';
import { moneyText } from '../amounts/money-text.js';
import { counted } from '../languages/counted.js';

type Rollover = OfferOf<'plan'>['allowances'][number]['rollover'];

/** What becomes of the tokens of a period that nobody used. */
export function rolloverWords(rollover: Rollover): string {
  switch (rollover.rule) {
    case 'none':
      return $localize`Unused tokens do not carry over`;
    case 'capped':
      return $localize`Up to ${readableAmount(rollover.cap)}:tokens: unused tokens carry over`;
    case 'all':
      return $localize`All unused tokens carry over`;
    default:
      return rollover satisfies never;
  }
}

/** Once for the whole plan where every allowance has the same rule; null where they differ. */
export function sharedRolloverWords({ allowances }: OfferOf<'plan'>): string | null {
  const [first, ...others] = new Set(allowances.map(({ rollover }) => rolloverWords(rollover)));
  if (others.length > 0 || first === undefined) return null;
  // A cap holds for each model: together it may be more.
  const isPerModel = allowances.length > 1 && allowances[0]?.rollover.rule === 'capped';
  return isPerModel ? $localize`${first}:rule:, per model` : first;
}

export function expiryWords(offer: Exclude<Offer, { kind: 'plan' }>): string {
  const { expiresAfterDays } = offer;
  if (expiresAfterDays === null) return $localize`No expiration`;
  return counted(
    expiresAfterDays,
    readablePosition(String(expiresAfterDays)),
    $localize`{days, plural, =1 {Expires a day after purchase} other {Expires # days after purchase}}`,
  );
}

export const RENEWAL_WORDS = {
  month: $localize`Renews every month until you cancel`,
  year: $localize`Renews every year until you cancel`,
} as const;

export interface TierWords {
  readonly fromUnits: number;
  /** `1–24`, `100+` */
  readonly range: string;
  readonly unitPrice: string;
}

/** Each unit costs what its own tier says. */
export function tierWords({ tiers, unitsMax }: OfferOf<'tokens'>): readonly TierWords[] {
  return tiers.map(({ fromUnits, unitPrice }, index) => {
    const next = tiers[index + 1]?.fromUnits;
    const last = next === undefined ? unitsMax : next - 1;
    return {
      fromUnits,
      range: rangeWords(fromUnits, last, next === undefined),
      unitPrice: moneyText(unitPrice),
    };
  });
}

function rangeWords(from: number, to: number, isOpen: boolean): string {
  if (isOpen && from < to) return `${readablePosition(String(from))}+`;
  return from === to ? String(from) : `${from}–${readablePosition(String(to))}`;
}
