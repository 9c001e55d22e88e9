import type { Refusal, RefusalCode } from '#libs/ledger';
import { GRANT_REFUSALS } from './grant-refusals.js';
import { HOLD_REFUSALS } from './hold-refusals.js';
import { LIMIT_REFUSALS } from './limit-refusals.js';
import { STORE_REFUSALS } from './store-refusals.js';

export interface RefusalProblem<Figures> {
  readonly status: number;
  readonly title: string;
  detail(figures: Figures): string;
  /** What the body says of the refusal, where that is not simply all its figures. */
  figures?(refusal: Figures): Readonly<Record<string, unknown>>;
}

export type RefusalProblems<Codes extends RefusalCode = RefusalCode> = {
  readonly [Code in Codes]: RefusalProblem<Extract<Refusal, { code: Code }>>;
};

/** What each refusal of the domain answers. The figures of the refusal are added to the body. */
export const REFUSAL_PROBLEMS: RefusalProblems = {
  'insufficient-tokens': {
    status: 409,
    title: 'Not enough tokens',
    detail: ({ model, needed, available, overdraft }) =>
      `${needed} tokens of ${model} are needed and ${available} are available; ${overdraft} may be overdrawn.`,
  },
  'unknown-rate': {
    status: 422,
    title: 'No rate in force',
    detail: ({ feature, at }) => `No rate of the feature ${feature} was in force at ${at}.`,
  },
  'unknown-model': {
    status: 422,
    title: 'Unknown model',
    detail: ({ model }) => `The model ${model} is not defined.`,
  },
  'allocation-not-found': {
    status: 422,
    title: 'No allocation',
    detail: ({ model }) => `The account holds no allocation of the model ${model}.`,
  },
  'amount-not-positive': {
    status: 422,
    title: 'Amount not positive',
    detail: ({ amount }) => `The amount must be greater than zero, and ${amount} is not.`,
  },
  'amount-too-large': {
    status: 422,
    title: 'Amount too large',
    detail: ({ model, amount, maximum }) =>
      `It would come to ${amount} tokens of ${model}, and ${maximum} is the most there can be.`,
  },
  'rate-not-positive': {
    status: 422,
    title: 'Rate not positive',
    detail: ({ tokensPerUnit }) => `The rate must be greater than zero, and ${tokensPerUnit} is not.`,
  },
  'multiplier-not-positive': {
    status: 422,
    title: 'Multiplier not positive',
    detail: ({ model, multiplier }) =>
      `The multiplier of ${model} must be greater than zero, and ${multiplier} is not.`,
  },
  'rate-in-the-past': {
    status: 422,
    title: 'Rate in the past',
    detail: ({ effectiveFrom, earliest }) =>
      `The rate cannot take effect at ${effectiveFrom}: ${earliest} is the earliest time.`,
  },
  'inexact-tokens': {
    status: 422,
    title: 'Tokens not exact',
    detail: ({ units, tokensPerUnit, multiplier }) =>
      `${units} units at ${tokensPerUnit} tokens, times ${multiplier}, need more than six decimal places, and nothing is rounded.`,
  },
  'unit-not-countable': {
    status: 422,
    title: 'Unit cannot be counted',
    detail: ({ unit }) =>
      `The feature is charged by the ${unit}, which cannot be counted in a text: give units.`,
  },
  ...GRANT_REFUSALS,
  ...HOLD_REFUSALS,
  ...LIMIT_REFUSALS,
  ...STORE_REFUSALS,
};
