import type { Decider, Decision } from '../decider/decider.js';
import { changePlan, type ChangePlan } from './change-plan.js';
import {
  cancelSubscription,
  endSubscription,
  resumeSubscription,
  type CancelSubscription,
  type EndSubscription,
  type ResumeSubscription,
} from './end-subscription.js';
import {
  recordPaymentFailed,
  recordPeriodPaid,
  type RecordPaymentFailed,
  type RecordPeriodPaid,
} from './record-period-payment.js';
import { beginRenewal, type BeginRenewal } from './renew.js';
import { startSubscription, type StartSubscription } from './start-subscription.js';
import { evolveSubscription, type Subscription } from './subscription.js';
import type { SubscriptionEvent } from './subscription.events.js';

export type SubscriptionCommand = StartSubscription | LaterCommand;

type LaterCommand =
  | RecordPeriodPaid
  | RecordPaymentFailed
  | BeginRenewal
  | ChangePlan
  | CancelSubscription
  | ResumeSubscription
  | EndSubscription;

export const subscriptionDecider: Decider<Subscription | null, SubscriptionCommand, SubscriptionEvent> = {
  initialState: null,
  decide: (command, subscription, now) => {
    if (command.type === 'StartSubscription') return startSubscription(command, subscription, now);
    const { subscriptionId } = command;
    if (!subscription) return { code: 'subscription-not-found', subscriptionId };
    return decideLater(command, subscription, now);
  },
  evolve: evolveSubscription,
};

function decideLater(
  command: LaterCommand,
  subscription: Subscription,
  now: Date,
): Decision<SubscriptionEvent> {
  switch (command.type) {
    case 'RecordPeriodPaid':
      return recordPeriodPaid(command, subscription, now);
    case 'RecordPaymentFailed':
      return recordPaymentFailed(command, subscription, now);
    case 'BeginRenewal':
      return beginRenewal(command, subscription, now);
    case 'ChangePlan':
      return changePlan(command, subscription, now);
    case 'CancelSubscription':
      return cancelSubscription(subscription, now);
    case 'ResumeSubscription':
      return resumeSubscription(subscription, now);
    case 'EndSubscription':
      return endSubscription(subscription, now);
  }
}
