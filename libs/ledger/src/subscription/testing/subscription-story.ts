import type { Package } from '../../package/package.js';
import type { PlanOffer } from '../../package/package.events.js';
import { isRefusal } from '../../decider/decider.js';
import type { Refusal } from '../../decider/refusal.js';
import { subscriptionDecider, type SubscriptionCommand } from '../subscription-decider.js';
import type { Subscription } from '../subscription.js';
import type { SubscriptionEvent } from '../subscription.events.js';

export const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;
export const CARD = { customer: 'cus-1', method: 'card-1' };

export function planPackage(packageId: string, minorUnits: string, offer: Partial<PlanOffer> = {}): Package {
  return {
    packageId,
    version: 0,
    revision: 1,
    name: `Plan ${packageId}`,
    description: '',
    retired: false,
    offer: {
      kind: 'plan',
      period: 'month',
      price: usd(minorUnits),
      prioritySupport: false,
      allowances: [{ model: 'gpt-5-nano', tokens: '1000', rollover: { rule: 'none' } }],
      ...offer,
    },
  };
}

export const BASIC = planPackage('basic', '1000');
export const PRO = planPackage('pro', '3000');
export const YEARLY = planPackage('yearly', '10000', { period: 'year' });

/** A subscription with a clock that is set by hand. */
export class SubscriptionStory {
  subscription: Subscription | null = null;
  readonly events: SubscriptionEvent[] = [];

  constructor(public now: Date) {}

  at(instant: string): this {
    this.now = new Date(instant);
    return this;
  }

  do(command: SubscriptionCommand): readonly SubscriptionEvent[] | Refusal {
    const decision = subscriptionDecider.decide(command, this.subscription, this.now);
    if (isRefusal(decision)) return decision;
    for (const event of decision) {
      this.events.push(event);
      this.subscription = subscriptionDecider.evolve(this.subscription, event);
    }
    return decision;
  }

  get current(): Subscription {
    if (!this.subscription) throw new Error('It has not been started.');
    return this.subscription;
  }

  start(offered: Package = BASIC, timeZone = 'UTC') {
    return this.do({
      type: 'StartSubscription',
      subscriptionId: 's-1',
      accountId: 'acc-1',
      packageId: offered.packageId,
      offered,
      packageVersion: offered.version,
      timeZone,
    });
  }

  pay(purchaseId: string, method: typeof CARD | null = CARD) {
    return this.do({ type: 'RecordPeriodPaid', subscriptionId: 's-1', purchaseId, method });
  }

  fail(purchaseId: string) {
    const failure = { code: 'card-declined', message: 'The card was declined.' };
    return this.do({ type: 'RecordPaymentFailed', subscriptionId: 's-1', purchaseId, failure });
  }

  renew(purchaseId: string, askedByBuyer = false) {
    return this.do({ type: 'BeginRenewal', subscriptionId: 's-1', purchaseId, askedByBuyer });
  }

  change(offered: Package) {
    const { packageId, version } = offered;
    return this.do({
      type: 'ChangePlan',
      subscriptionId: 's-1',
      packageId,
      offered,
      packageVersion: version,
    });
  }

  simply(type: 'CancelSubscription' | 'ResumeSubscription' | 'EndSubscription') {
    return this.do({ type, subscriptionId: 's-1' });
  }
}
