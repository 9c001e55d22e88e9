import type { SubscriptionEvent } from '#libs/ledger';
import { z } from 'zod';
import { displayText, instant, key, money, revision, savedMethod, timeZone } from './event-fields.schema.js';
import type { Schemas } from './schemas.js';
import { planOffer } from './store-events.schema.js';

const plan = z.object({ packageId: key, version: revision, name: displayText, offer: planOffer });
const reason = z.enum(['start', 'renewal', 'upgrade']);

const attempt = z.object({
  purchaseId: key,
  reason,
  payment: z.enum(['checkout', 'charge']),
  plan,
  anchorAt: instant,
  period: z.object({
    number: z.int32().positive(),
    fromMonth: z.int32().nonnegative(),
    startsAt: instant,
    endsAt: instant,
  }),
  nextPeriodEndsAt: instant,
  price: money,
});

export const subscriptionSchemas: Schemas<SubscriptionEvent> = {
  SubscriptionStarted: attempt.extend({
    subscriptionId: key,
    accountId: key,
    timeZone,
    startedAt: instant,
  }),
  SubscriptionRenewalBegun: attempt.extend({ begunAt: instant }),
  SubscriptionUpgradeBegun: attempt.extend({ credit: money, begunAt: instant }),
  SubscriptionPeriodPaid: attempt.extend({ method: savedMethod.nullable(), paidAt: instant }),
  SubscriptionPeriodPaidAgain: z.object({ purchaseId: key, paidAt: instant }),
  SubscriptionPaymentFailed: z.object({
    purchaseId: key,
    reason,
    failure: key,
    message: displayText,
    nextAttemptAt: instant.nullable(),
    graceEndsAt: instant.nullable(),
    failedAt: instant,
  }),
  SubscriptionPlanChangeScheduled: z.object({ plan, effectiveAt: instant, scheduledAt: instant }),
  SubscriptionPlanChangeWithdrawn: z.object({ plan, withdrawnAt: instant }),
  SubscriptionCancelled: z.object({ endsAt: instant, cancelledAt: instant }),
  SubscriptionResumed: z.object({ resumedAt: instant }),
  SubscriptionLapsed: z.object({ lapsedAt: instant }),
  SubscriptionEnded: z.object({ reason: z.enum(['cancelled', 'never-paid']), endedAt: instant }),
};
