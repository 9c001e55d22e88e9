import type { PackageDraft, RolloverRule } from './package-draft.js';

type Choices<Value extends string> = readonly { readonly value: Value; readonly name: string }[];

export const KINDS: Choices<PackageDraft['kind']> = [
  { value: 'tokens', name: $localize`Tokens of one model` },
  { value: 'bundle', name: $localize`Bundle` },
  { value: 'plan', name: $localize`Plan` },
];
export const PERIODS: Choices<PackageDraft['period']> = [
  { value: 'month', name: $localize`Month` },
  { value: 'year', name: $localize`Year` },
];
export const ROLLOVERS: Choices<RolloverRule> = [
  { value: 'none', name: $localize`Do not carry over` },
  { value: 'capped', name: $localize`Carry over up to a cap` },
  { value: 'all', name: $localize`All carry over` },
];
export const SUPPORT: Choices<'no' | 'yes'> = [
  { value: 'no', name: $localize`No` },
  { value: 'yes', name: $localize`Yes` },
];

/** A select answers text: one of the choices, or else the first. */
const chosen =
  <Value extends string>(choices: Choices<Value>, otherwise: Value) =>
  (text: string): Value =>
    choices.find(({ value }) => value === text)?.value ?? otherwise;

export const kindOf = chosen(KINDS, 'bundle');
export const periodOf = chosen(PERIODS, 'month');
export const rolloverOf = chosen(ROLLOVERS, 'none');
