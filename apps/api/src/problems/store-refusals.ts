import type { StoreRefusal } from '#libs/ledger';
import type { RefusalProblems } from './refusal-problems.js';

/** What is sold, and what becomes of a purchase. */
export const STORE_REFUSALS: RefusalProblems<StoreRefusal['code']> = {
  'invalid-package': {
    status: 422,
    title: 'Package not possible',
    detail: ({ packageId, problem }) => `The package ${packageId} cannot be sold so: ${problem}`,
  },
  'package-not-on-sale': {
    status: 404,
    title: 'Package not on sale',
    detail: ({ packageId }) => `The package ${packageId} is not on sale.`,
  },
  'package-changed': {
    status: 409,
    title: 'Package changed',
    detail: ({ packageId, seen, current }) =>
      `The package ${packageId} is sold in version ${current} now, and version ${seen} was asked for: look at its price again.`,
  },
  'plan-needs-subscription': {
    status: 422,
    title: 'Plan is subscribed to',
    detail: ({ packageId }) =>
      `The package ${packageId} is a plan: it is not bought once, but subscribed to.`,
  },
  'quantity-not-sold': {
    status: 422,
    title: 'Quantity not sold',
    detail: ({ packageId, units, minimum, maximum }) =>
      `Of the package ${packageId} ${minimum} to ${maximum} units are sold at a time, and ${units} were asked for.`,
  },
  'purchase-already-started': {
    status: 409,
    title: 'Purchase started',
    detail: ({ purchaseId }) => `The purchase ${purchaseId} has been started already.`,
  },
  'purchase-not-found': {
    status: 404,
    title: 'Purchase not found',
    detail: ({ purchaseId }) => `There is no purchase ${purchaseId}.`,
  },
  'purchase-not-paid': {
    status: 409,
    title: 'Purchase not paid',
    detail: ({ purchaseId }) => `The purchase ${purchaseId} has not been paid for.`,
  },
  'payment-mismatch': {
    status: 409,
    title: 'Payment is not what was asked for',
    detail: ({ purchaseId, paid, asked }) =>
      `For the purchase ${purchaseId} ${paid} minor units were paid and ${asked} were asked for: nothing was credited.`,
  },
};
