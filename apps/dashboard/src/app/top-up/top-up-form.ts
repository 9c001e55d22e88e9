import type { Money, Package, TopUp, TopUpRequest } from '#libs/contract';
import { dollars, moneyOf } from '../amounts/money-input.js';
import { moneyText } from '../amounts/money-text.js';
import { quote } from '../store/pricing.js';
import { parseUnits } from '../store/quantity-limits.js';
import { isPositiveAmount, typedNumber } from '../amounts/typed-number.js';
import { unitsText } from '../languages/unit-words.js';

/** What is typed into the form, as it is typed. */
export interface TopUpDraft {
  readonly packageId: string;
  readonly model: string;
  readonly units: string;
  readonly threshold: string;
  /** Dollars, such as `50.00`. */
  readonly cap: string;
  readonly cooldownMinutes: number;
}

/** All of a bundle, once. */
const ONE = { unitsMin: 1, unitsMax: 1 };

export type TopUpProblems = Readonly<Partial<Record<keyof TopUpDraft, string>>>;

export const COOLDOWNS = [
  { minutes: 0, words: $localize`At once, if it is needed` },
  { minutes: 15, words: $localize`15 minutes` },
  { minutes: 60, words: $localize`1 hour` },
  { minutes: 360, words: $localize`6 hours` },
  { minutes: 1_440, words: $localize`1 day` },
  { minutes: 10_080, words: $localize`1 week` },
] as const;

/** Over the API any other may be set. */
export function cooldownWords(minutes: number): string {
  return COOLDOWNS.find((each) => each.minutes === minutes)?.words ?? unitsText(String(minutes), 'minute');
}

/** What can be bought without subscribing. */
export function canTopUp({ offer }: Package): boolean {
  return offer.kind !== 'plan';
}

export function modelsOf({ offer }: Package): readonly string[] {
  if (offer.kind === 'tokens') return [offer.model];
  return offer.kind === 'bundle' ? offer.items.map(({ model }) => model) : [];
}

/** As it is set up, or else with what most would choose. */
export function draftOf({ settings }: TopUp, onSale: readonly Package[]): TopUpDraft {
  if (!settings) return draftFor(onSale.find(canTopUp) ?? null);
  const { packageId, model, units, threshold, monthlyCap, cooldownMinutes } = settings;
  return { packageId, model, units: String(units), threshold, cap: dollars(monthlyCap), cooldownMinutes };
}

function draftFor(sold: Package | null): TopUpDraft {
  const blank = { threshold: '', cap: '', cooldownMinutes: 60 };
  if (!sold) return { packageId: '', model: '', units: '1', ...blank };
  const [model = ''] = modelsOf(sold);
  const units = sold.offer.kind === 'tokens' ? String(sold.offer.unitsMin) : '1';
  return { packageId: sold.packageId, model, units, ...blank };
}

/** What one top-up costs and brings; null while that is not known. */
export function priceOf(draft: Pick<TopUpDraft, 'units'>, sold: Package | null) {
  const units = unitsOf(draft, sold);
  return sold && units !== null ? quote(sold.offer, units) : null;
}

/** Null for what is no quantity that is sold. */
function unitsOf({ units }: Pick<TopUpDraft, 'units'>, sold: Package | null): number | null {
  if (!sold) return null;
  return parseUnits(units, sold.offer.kind === 'tokens' ? sold.offer : ONE);
}

/** The settings, or what is wrong with which field. */
export function checked(
  draft: TopUpDraft,
  sold: Package | null,
): { readonly settings: Omit<TopUpRequest, 'enabled'> } | { readonly problems: TopUpProblems } {
  const threshold = typedNumber(draft.threshold);
  const monthlyCap = moneyOf(draft.cap);
  const problems = {
    ...packageProblem(draft, sold),
    ...thresholdProblem(threshold),
    ...capProblem(monthlyCap, priceOf(draft, sold)?.price ?? null),
  };
  const units = unitsOf(draft, sold);
  if (!monthlyCap || units === null || Object.keys(problems).length > 0) return { problems };
  const { packageId, model, cooldownMinutes } = draft;
  return { settings: { packageId, model, units, threshold, monthlyCap, cooldownMinutes } };
}

function packageProblem(draft: TopUpDraft, sold: Package | null): TopUpProblems {
  if (!sold) return { packageId: $localize`Choose a package that is on sale.` };
  return priceOf(draft, sold) ? {} : { units: unitsProblem(sold) };
}

function thresholdProblem(tokens: string): TopUpProblems {
  return isPositiveAmount(tokens)
    ? {}
    : { threshold: $localize`Enter how many tokens, at most six decimals.` };
}

function unitsProblem({ offer }: Package): string {
  return offer.kind === 'tokens'
    ? $localize`Enter ${offer.unitsMin}:least: to ${offer.unitsMax}:most: units.`
    : $localize`One is sold at a time.`;
}

function capProblem(cap: Money | null, price: Money | null): TopUpProblems {
  if (!cap || BigInt(cap.minorUnits) <= 0n)
    return { cap: $localize`Enter an amount in dollars, such as 50 or 49.90.` };
  if (!price || BigInt(price.minorUnits) <= BigInt(cap.minorUnits)) return {};
  return { cap: $localize`One top-up costs ${moneyText(price)}:money:: the cap has to be at least that.` };
}
