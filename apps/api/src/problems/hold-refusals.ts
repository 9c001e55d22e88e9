import type { HoldClosedFigures } from '#libs/contract';
import type { RefusalProblems } from './refusal-problems.js';

export const HOLD_REFUSALS: RefusalProblems<
  'hold-not-found' | 'hold-closed' | 'hold-too-long' | 'too-many-holds' | 'overage-refused'
> = {
  'hold-not-found': {
    status: 404,
    title: 'Hold not found',
    detail: ({ holdId }) => `The account has no hold ${holdId}, or it was closed long ago.`,
  },
  'hold-closed': {
    status: 409,
    title: 'Hold closed',
    detail: ({ holdId, status }) => `The hold ${holdId} is not open any more: it is ${status}.`,
    // `status` of a problem is the status of the answer.
    figures: ({ holdId, status }) => ({ holdId, holdStatus: status }) satisfies HoldClosedFigures,
  },
  'hold-too-long': {
    status: 422,
    title: 'Hold too long',
    detail: ({ asked, latest }) =>
      `The hold would have ended at ${asked}, and may not last longer than ${latest}.`,
  },
  'too-many-holds': {
    status: 409,
    title: 'Too many holds',
    detail: ({ maximum }) => `The account has ${maximum} open holds, which is the most it may have.`,
  },
  'overage-refused': {
    status: 409,
    title: 'Overage refused',
    detail: ({ needed, held, overagePolicy, room, limitedBy, ...limit }) =>
      `${needed} tokens are needed and ${held} were held. By the policy ${overagePolicy} at most ${room} more ` +
      `can be charged, limited by: ${limitedBy}.` +
      (limit.cap === null
        ? ''
        : ` The cap of ${limit.cap} a ${limit.period} starts anew at ${limit.resetsAt}.`),
  },
};
