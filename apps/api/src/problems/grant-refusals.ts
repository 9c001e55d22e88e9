import type { RefusalProblems } from './refusal-problems.js';

/** Grants, and corrections of what was charged and granted. */
export const GRANT_REFUSALS: RefusalProblems<
  | 'expiry-in-the-past'
  | 'expiry-before-effect'
  | 'effective-in-the-past'
  | 'invalid-rollover'
  | 'grant-already-exists'
  | 'too-many-grants'
  | 'purchase-already-credited'
  | 'grant-not-found'
  | 'grant-closed'
  | 'grant-spent'
  | 'purchase-not-refundable'
  | 'reversal-exceeds-charge'
> = {
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
  'too-many-grants': {
    status: 409,
    title: 'Too many grants',
    detail: ({ maximum }) =>
      `The account may have ${maximum} grants with tokens left, and would have more with this.`,
  },
  'purchase-already-credited': {
    status: 409,
    title: 'Purchase credited',
    detail: ({ purchaseId }) => `The purchase ${purchaseId} has been credited already.`,
  },
  'expiry-before-effect': {
    status: 422,
    title: 'Expiry before effect',
    detail: ({ expiresAt, effectiveFrom }) =>
      `The grant would expire at ${expiresAt}, before it takes effect at ${effectiveFrom}.`,
  },
  'effective-in-the-past': {
    status: 422,
    title: 'Effect in the past',
    detail: ({ effectiveFrom, now }) =>
      `The grant cannot take effect at ${effectiveFrom} any more; it is ${now}.`,
  },
  'invalid-rollover': {
    status: 422,
    title: 'Rollover not possible',
    detail: ({ problem }) => `The grant cannot roll over so: ${problem}.`,
  },
  'grant-not-found': {
    status: 404,
    title: 'Grant not found',
    detail: ({ grantId }) => `The account has no grant ${grantId}.`,
  },
  'grant-closed': {
    status: 409,
    title: 'Grant closed',
    detail: ({ grantId }) => `Nothing is left of the grant ${grantId} that could be revoked.`,
  },
  'grant-spent': {
    status: 409,
    title: 'Grant used',
    detail: ({ grantId, amount, remaining }) =>
      `Of the ${amount} tokens of the grant ${grantId} ${remaining} are left: only an unused grant is voided.`,
  },
  'purchase-not-refundable': {
    status: 409,
    title: 'Purchase not refundable',
    detail: ({ grantId }) => `The grant ${grantId} was paid for; purchases are not refundable.`,
  },
  'reversal-exceeds-charge': {
    status: 409,
    title: 'Reversal exceeds the charge',
    detail: ({ operationId, asked, reversible }) =>
      `${asked} tokens of the charge ${operationId} are to be reversed, and ${reversible} can be.`,
  },
};
