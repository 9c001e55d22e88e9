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
  'package-not-a-plan': {
    status: 422,
    title: 'Package is no plan',
    detail: ({ packageId }) => `The package ${packageId} is bought once: only plans are subscribed to.`,
  },
  'plan-unchanged': {
    status: 409,
    title: 'Plan unchanged',
    detail: ({ packageId, packageVersion }) =>
      `The plan is ${packageId} in version ${packageVersion} already, and no change of it is planned.`,
  },
  'subscription-already-started': {
    status: 409,
    title: 'Subscription started',
    detail: ({ subscriptionId }) => `The subscription ${subscriptionId} has been started already.`,
  },
  'subscription-not-found': {
    status: 404,
    title: 'Subscription not found',
    detail: ({ subscriptionId }) => `There is no subscription ${subscriptionId}.`,
  },
  'subscription-ended': {
    status: 409,
    title: 'Subscription ended',
    detail: ({ subscriptionId, endedAt, reason }) =>
      `The subscription ${subscriptionId} ended at ${endedAt} (${reason}): a new one can be started.`,
  },
  'subscription-cancelled': {
    status: 409,
    title: 'Subscription cancelled',
    detail: ({ subscriptionId, endsAt }) =>
      `The subscription ${subscriptionId} is cancelled and ends at ${endsAt}: resume it first.`,
  },
  'subscription-not-cancelled': {
    status: 409,
    title: 'Subscription not cancelled',
    detail: ({ subscriptionId }) => `The subscription ${subscriptionId} is not cancelled.`,
  },
  'subscription-payment-in-flight': {
    status: 409,
    title: 'Payment under way',
    detail: ({ subscriptionId, purchaseId }) =>
      `The payment ${purchaseId} of the subscription ${subscriptionId} is under way: it has to be paid, or to fail, first.`,
  },
  'subscription-payment-unknown': {
    status: 404,
    title: 'Payment unknown',
    detail: ({ subscriptionId, purchaseId }) =>
      `The subscription ${subscriptionId} has no payment ${purchaseId}.`,
  },
  'too-many-payment-attempts': {
    status: 409,
    title: 'Too many attempts',
    detail: ({ subscriptionId, maximum }) =>
      `For this period of the subscription ${subscriptionId} ${maximum} payments were tried, which is the most: the next period can be paid for again.`,
  },
  'renewal-not-due': {
    status: 409,
    title: 'Renewal not due',
    detail: ({ subscriptionId, dueAt }) =>
      dueAt === null
        ? `The subscription ${subscriptionId} is not renewed any more.`
        : `The subscription ${subscriptionId} is not to be renewed before ${dueAt}.`,
  },
  'renewal-out-of-turn': {
    status: 409,
    title: 'Renewal out of turn',
    detail: ({ purchaseId, expected }) => `The next payment is ${expected}, and not ${purchaseId}.`,
  },
  'invalid-top-up': {
    status: 422,
    title: 'Top-up not possible',
    detail: ({ problem }) => `The account cannot be topped up so: ${problem}`,
  },
  'top-up-off': {
    status: 409,
    title: 'Top-up is off',
    detail: ({ accountId }) => `The account ${accountId} is not topped up automatically.`,
  },
  'top-up-paused': {
    status: 409,
    title: 'Top-up paused',
    detail: ({ reason, pausedAt }) =>
      `Automatic top-up paused at ${pausedAt}: ${reason} Set it up anew to go on.`,
  },
  'top-up-method-missing': {
    status: 409,
    title: 'No payment method',
    detail: ({ accountId }) =>
      `No payment method is saved with which the account ${accountId} could be topped up.`,
  },
  'top-up-in-flight': {
    status: 409,
    title: 'Top-up under way',
    detail: ({ purchaseId }) => `The top-up ${purchaseId} is under way.`,
  },
  'top-up-cooling-down': {
    status: 409,
    title: 'Top-up cooling down',
    detail: ({ until }) => `The next top-up may begin at ${until}.`,
  },
  'top-up-cap-reached': {
    status: 409,
    title: 'Cap of top-ups reached',
    detail: ({ cap, spent, price, resetsAt }) =>
      `Of the month's cap of ${cap} minor units ${spent} are used, and the top-up costs ${price}: the next month begins at ${resetsAt}.`,
  },
  'balance-above-threshold': {
    status: 409,
    title: 'Balance is sufficient',
    detail: ({ model, available, threshold }) =>
      `${available} tokens of ${model} are available, which is not below the threshold of ${threshold}.`,
  },
  'top-up-unknown': {
    status: 404,
    title: 'Top-up not found',
    detail: ({ purchaseId }) => `There is no top-up ${purchaseId}.`,
  },
};
