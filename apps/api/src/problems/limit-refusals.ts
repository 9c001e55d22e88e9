import type { RefusalProblems } from './refusal-problems.js';

export const LIMIT_REFUSALS: RefusalProblems<
  'spending-cap-reached' | 'spending-frozen' | 'unknown-time-zone'
> = {
  'spending-cap-reached': {
    status: 409,
    title: 'Spending cap reached',
    detail: ({ model, period, cap, spent, held, needed, resetsAt }) =>
      `${needed} tokens are needed. The cap of ${cap} tokens a ${period} for ${model ?? 'the account'} ` +
      `has ${spent} spent and ${held} held; it starts anew at ${resetsAt}.`,
  },
  'spending-frozen': {
    status: 409,
    title: 'Spending frozen',
    detail: ({ model, reason, frozenAt, needed, available, held }) =>
      `Spending of ${model ?? 'the account'} is frozen since ${frozenAt}: ${reason} ` +
      `${needed} tokens are needed; ${available} are available and ${held} are held.`,
  },
  'unknown-time-zone': {
    status: 422,
    title: 'Unknown time zone',
    detail: ({ timeZone }) => `${timeZone} is not the IANA name of a time zone.`,
  },
};
