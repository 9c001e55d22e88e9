import type { ChangeRateRequest, PastRate, Rate } from '#libs/contract';
import { isPositiveAmount, typedNumber } from '../amounts/typed-number.js';
import { problemOfKey, problemOfName } from './typed-names.js';

/** A rate as it is typed. */
export interface RateDraft {
  readonly feature: string;
  readonly name: string;
  readonly unit: string;
  readonly tokensPerUnit: string;
  /** Factors by model; an empty one is left out. */
  readonly multipliers: Readonly<Record<string, string>>;
  readonly isLater: boolean;
  /** Of a clock on the wall of the viewer: `2026-12-01T10:00`. */
  readonly moment: string;
}

export type RateProblems = Readonly<
  Partial<Record<'feature' | 'name' | 'unit' | 'tokensPerUnit' | 'moment' | `times-${string}`, string>>
>;

const BLANK: RateDraft = {
  feature: '',
  name: '',
  unit: 'word',
  tokensPerUnit: '',
  multipliers: {},
  isLater: false,
  moment: '',
};

export function rateDraftOf(rate: Rate | null): RateDraft {
  if (!rate) return BLANK;
  const { feature, name, unit, tokensPerUnit, multipliers } = rate;
  return { ...BLANK, feature, name, unit, tokensPerUnit, multipliers };
}

/** The request, or what is wrong with which field. What the form does not ask for stays as it is. */
export function rateRequestOf(
  draft: RateDraft,
  before: Rate | null,
  nowMs: number,
): { readonly request: ChangeRateRequest } | { readonly problems: RateProblems } {
  const problems = {
    ...problemsOfNames(draft),
    ...problemsOfPrice(draft),
    ...problemsOfMoment(draft, nowMs),
  };
  if (Object.keys(problems).length > 0) return { problems };
  const typed = Object.entries(draft.multipliers).map(
    ([model, times]) => [model, typedNumber(times)] as const,
  );
  const multipliers = Object.fromEntries(typed.filter(([, times]) => times !== ''));
  return {
    request: {
      name: draft.name.trim(),
      ...(before?.engine && { engine: before.engine }),
      ...(before?.icon && { icon: before.icon }),
      unit: draft.unit.trim(),
      tokensPerUnit: typedNumber(draft.tokensPerUnit),
      ...(Object.keys(multipliers).length > 0 && { multipliers }),
      ...(draft.isLater && { effectiveFrom: new Date(draft.moment).toISOString() }),
    },
  };
}

function problemsOfNames({ feature, name, unit }: RateDraft): RateProblems {
  return { ...problemOfKey('feature', feature), ...problemOfName(name), ...problemOfKey('unit', unit) };
}

function problemsOfPrice({ tokensPerUnit, multipliers }: RateDraft): RateProblems {
  const words = $localize`Enter a number above zero, at most six decimals.`;
  const wrong = Object.entries(multipliers).filter(([, times]) => {
    return typedNumber(times) !== '' && !isPositiveAmount(typedNumber(times));
  });
  return {
    ...(!isPositiveAmount(typedNumber(tokensPerUnit)) && { tokensPerUnit: words }),
    ...Object.fromEntries(wrong.map(([model]) => [`times-${model}`, words])),
  };
}

function problemsOfMoment({ isLater, moment }: RateDraft, nowMs: number): RateProblems {
  if (!isLater || Date.parse(moment) > nowMs) return {};
  return { moment: $localize`Choose a moment that is still to come.` };
}

/** Of the latest decision that is known; null when there is none. */
export function latestRevision(history: readonly Pick<PastRate, 'revision'>[]): number | null {
  return history.length === 0 ? null : Math.max(...history.map(({ revision }) => revision));
}
