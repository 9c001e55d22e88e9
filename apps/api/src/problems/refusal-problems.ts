import type { Refusal, RefusalCode } from '#libs/ledger';

export interface RefusalProblem<Figures> {
  readonly status: number;
  readonly title: string;
  detail(figures: Figures): string;
}

type RefusalProblems = { readonly [Code in RefusalCode]: RefusalProblem<Extract<Refusal, { code: Code }>> };

/** What each refusal of the domain answers. The figures of the refusal are added to the body. */
export const REFUSAL_PROBLEMS: RefusalProblems = {
  'insufficient-tokens': {
    status: 409,
    title: 'Not enough tokens',
    detail: ({ model, needed, available }) =>
      `${needed} tokens of ${model} are needed and ${available} are available.`,
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
  'rate-not-positive': {
    status: 422,
    title: 'Rate not positive',
    detail: ({ tokensPerUnit }) => `The rate must be greater than zero, and ${tokensPerUnit} is not.`,
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
    detail: ({ units, tokensPerUnit }) =>
      `${units} units at ${tokensPerUnit} tokens need more than six decimal places, and nothing is rounded.`,
  },
  'unit-not-countable': {
    status: 422,
    title: 'Unit cannot be counted',
    detail: ({ unit }) =>
      `The feature is charged by the ${unit}, which cannot be counted in a text: give units.`,
  },
  'expiry-in-the-past': {
    status: 422,
    title: 'Expiry in the past',
    detail: ({ expiresAt, now }) => `The grant would have expired at ${expiresAt} already; it is ${now}.`,
  },
  'grant-already-exists': {
    status: 409,
    title: 'Grant exists',
    detail: ({ grantId }) => `The account has the grant ${grantId} already.`,
  },
  'purchase-already-credited': {
    status: 409,
    title: 'Purchase credited',
    detail: ({ purchaseId }) => `The purchase ${purchaseId} has been credited already.`,
  },
};
