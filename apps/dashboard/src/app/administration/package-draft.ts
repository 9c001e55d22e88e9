import type { Offer, OfferOf, Package } from '#libs/contract';
import { dollars } from '../amounts/money-input.js';

export interface TierDraft {
  readonly fromUnits: string;
  readonly unitPrice: string;
}

export type RolloverRule = OfferOf<'plan'>['allowances'][number]['rollover']['rule'];

export interface ItemDraft {
  readonly model: string;
  readonly tokens: string;
  /** Of plans. */
  readonly rollover: RolloverRule;
  readonly cap: string;
}

/** A package as it is typed; what belongs to another kind stays in it, so that nothing is lost by looking. */
export interface PackageDraft {
  readonly packageId: string;
  readonly name: string;
  readonly description: string;
  readonly kind: Offer['kind'];
  readonly model: string;
  readonly tokensPerUnit: string;
  readonly unitsMin: string;
  readonly unitsMax: string;
  readonly tiers: readonly TierDraft[];
  readonly items: readonly ItemDraft[];
  readonly price: string;
  readonly listPrice: string;
  /** Empty: what is bought does not expire. */
  readonly expiresAfterDays: string;
  readonly period: OfferOf<'plan'>['period'];
  readonly prioritySupport: boolean;
}

export const BLANK_ITEM: ItemDraft = { model: '', tokens: '', rollover: 'none', cap: '' };
export const BLANK_TIER: TierDraft = { fromUnits: '', unitPrice: '' };

const BLANK: PackageDraft = {
  packageId: '',
  name: '',
  description: '',
  kind: 'bundle',
  model: '',
  tokensPerUnit: '',
  unitsMin: '1',
  unitsMax: '1000',
  tiers: [{ ...BLANK_TIER, fromUnits: '1' }],
  items: [BLANK_ITEM],
  price: '',
  listPrice: '',
  expiresAfterDays: '',
  period: 'month',
  prioritySupport: false,
};

/** Of what is sold now, or of nothing yet. */
export function packageDraftOf(sold: Package | null): PackageDraft {
  if (!sold) return BLANK;
  const { packageId, name, description, offer } = sold;
  return { ...BLANK, packageId, name, description, kind: offer.kind, ...draftOfOffer(offer) };
}

function draftOfOffer(offer: Offer): Partial<PackageDraft> {
  switch (offer.kind) {
    case 'tokens':
      return {
        model: offer.model,
        tokensPerUnit: offer.tokensPerUnit,
        unitsMin: String(offer.unitsMin),
        unitsMax: String(offer.unitsMax),
        tiers: offer.tiers.map(({ fromUnits, unitPrice }) => ({
          fromUnits: String(fromUnits),
          unitPrice: dollars(unitPrice),
        })),
        expiresAfterDays: offer.expiresAfterDays?.toString() ?? '',
      };
    case 'bundle':
      return {
        items: offer.items.map((item) => ({ ...BLANK_ITEM, ...item })),
        price: dollars(offer.price),
        listPrice: dollars(offer.listPrice),
        expiresAfterDays: offer.expiresAfterDays?.toString() ?? '',
      };
    case 'plan':
      return {
        items: offer.allowances.map(({ model, tokens, rollover }) => ({
          model,
          tokens,
          rollover: rollover.rule,
          cap: rollover.rule === 'capped' ? rollover.cap : '',
        })),
        price: dollars(offer.price),
        period: offer.period,
        prioritySupport: offer.prioritySupport,
      };
    default:
      return offer satisfies never;
  }
}
