import type { DefinePackageRequest, Money, Offer } from '#libs/contract';
import { moneyOf } from '../amounts/money-input.js';
import { isPositiveAmount, typedNumber } from '../amounts/typed-number.js';
import { parseUnits } from '../store/quantity-limits.js';
import type { ItemDraft, PackageDraft, TierDraft } from './package-draft.js';
import { problemOfKey, problemOfName } from './typed-names.js';

/** By what the form calls the field: `price`, `tier-0-from`, `item-1-tokens`. */
export type PackageProblems = Readonly<Record<string, string>>;

const UNITS_MAX = 1_000_000;
const DAYS_MAX = 3_650;

/** The request, or what is wrong with which field. The API checks the same, and decides. */
export function packageRequestOf(
  draft: PackageDraft,
): { readonly request: DefinePackageRequest } | { readonly problems: PackageProblems } {
  const problems = { ...problemsOfNames(draft), ...problemsOfOffer(draft) };
  if (Object.keys(problems).length > 0) return { problems };
  const offer = offerOf(draft);
  return { request: { name: draft.name.trim(), description: draft.description.trim(), offer } };
}

function problemsOfNames({ packageId, name }: PackageDraft): PackageProblems {
  return { ...problemOfKey('packageId', packageId), ...problemOfName(name) };
}

function problemsOfOffer(draft: PackageDraft): PackageProblems {
  switch (draft.kind) {
    case 'tokens':
      return { ...problemsOfUnits(draft), ...problemsOfTiers(draft.tiers), ...problemOfDays(draft) };
    case 'bundle':
      return { ...problemsOfItems(draft), ...problemsOfPrices(draft), ...problemOfDays(draft) };
    case 'plan':
      return { ...problemsOfItems(draft), ...problemOfMoney('price', draft.price) };
    default:
      return draft.kind satisfies never;
  }
}

function problemsOfUnits({ model, tokensPerUnit, unitsMin, unitsMax }: PackageDraft): PackageProblems {
  const least = countOf(unitsMin, UNITS_MAX);
  const most = countOf(unitsMax, UNITS_MAX);
  return {
    ...(model === '' && { model: $localize`Choose a model.` }),
    ...problemOfTokens('tokensPerUnit', tokensPerUnit),
    ...(least === null && { unitsMin: $localize`Enter a whole number from 1 on.` }),
    ...((most === null || most < (least ?? 1)) && {
      unitsMax: $localize`Enter a whole number, not below the least.`,
    }),
  };
}

function problemsOfTiers(tiers: readonly TierDraft[]): PackageProblems {
  const starts = tiers.map(({ fromUnits }) => countOf(fromUnits, UNITS_MAX));
  return together(
    tiers.map(({ unitPrice }, index) => {
      const start = starts[index] ?? null;
      const isInPlace = index === 0 ? start === 1 : start !== null && start > (starts[index - 1] ?? 0);
      const words =
        index === 0 ? $localize`The first tier begins with 1.` : $localize`More than the tier before.`;
      return {
        ...(!isInPlace && { [`tier-${index}-from`]: words }),
        ...problemOfMoney(`tier-${index}-price`, unitPrice),
      };
    }),
  );
}

function problemsOfItems({ items, kind }: PackageDraft): PackageProblems {
  const models = items.map(({ model }) => model);
  return together(
    items.map((item, index) => ({
      ...(item.model === '' && { [`item-${index}-model`]: $localize`Choose a model.` }),
      ...(item.model !== '' &&
        models.indexOf(item.model) < index && { [`item-${index}-model`]: $localize`It is in it already.` }),
      ...problemOfTokens(`item-${index}-tokens`, item.tokens),
      ...(kind === 'plan' && item.rollover === 'capped' && problemOfTokens(`item-${index}-cap`, item.cap)),
    })),
  );
}

function together(all: readonly PackageProblems[]): PackageProblems {
  return Object.fromEntries(all.flatMap((problems) => Object.entries(problems)));
}

function problemsOfPrices({ price, listPrice }: PackageDraft): PackageProblems {
  const problems = { ...problemOfMoney('price', price), ...problemOfMoney('listPrice', listPrice) };
  if (Object.keys(problems).length > 0 || cents(listPrice) >= cents(price)) return problems;
  return { listPrice: $localize`Not less than the price: the discount is measured against it.` };
}

function problemOfTokens(field: string, typed: string): PackageProblems {
  if (isPositiveAmount(typedNumber(typed))) return {};
  return { [field]: $localize`Enter how many tokens, at most six decimals.` };
}

function problemOfMoney(field: string, typed: string): PackageProblems {
  return cents(typed) > 0n ? {} : { [field]: $localize`Enter an amount in dollars, such as 50 or 49.90.` };
}

function problemOfDays({ expiresAfterDays }: PackageDraft): PackageProblems {
  if (expiresAfterDays.trim() === '' || countOf(expiresAfterDays, DAYS_MAX) !== null) return {};
  return { expiresAfterDays: $localize`Enter days, or nothing: then it does not expire.` };
}

/** Only of a draft that has no problems. */
function offerOf(draft: PackageDraft): Offer {
  const expiresAfterDays = countOf(draft.expiresAfterDays, DAYS_MAX);
  switch (draft.kind) {
    case 'tokens':
      return {
        kind: 'tokens',
        model: draft.model,
        tokensPerUnit: typedNumber(draft.tokensPerUnit),
        unitsMin: countOf(draft.unitsMin, UNITS_MAX) ?? 0,
        unitsMax: countOf(draft.unitsMax, UNITS_MAX) ?? 0,
        tiers: draft.tiers.map((tier) => ({
          fromUnits: countOf(tier.fromUnits, UNITS_MAX) ?? 0,
          unitPrice: priceOf(tier.unitPrice),
        })),
        expiresAfterDays,
      };
    case 'bundle':
      return {
        kind: 'bundle',
        items: draft.items.map(({ model, tokens }) => ({ model, tokens: typedNumber(tokens) })),
        price: priceOf(draft.price),
        listPrice: priceOf(draft.listPrice),
        expiresAfterDays,
      };
    case 'plan':
      return {
        kind: 'plan',
        period: draft.period,
        allowances: draft.items.map((item) => ({
          model: item.model,
          tokens: typedNumber(item.tokens),
          rollover: rolloverOf(item),
        })),
        price: priceOf(draft.price),
        prioritySupport: draft.prioritySupport,
      };
    default:
      return draft.kind satisfies never;
  }
}

function rolloverOf({ rollover, cap }: ItemDraft) {
  return rollover === 'capped' ? { rule: rollover, cap: typedNumber(cap) } : { rule: rollover };
}

function priceOf(typed: string): Money {
  return moneyOf(typed) ?? { minorUnits: '0', currency: 'USD' };
}

function cents(typed: string): bigint {
  return BigInt(priceOf(typed).minorUnits);
}

/** A whole number from 1 on; null when it is none. */
function countOf(typed: string, most: number): number | null {
  return parseUnits(typed, { unitsMin: 1, unitsMax: most });
}
