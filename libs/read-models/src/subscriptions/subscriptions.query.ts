import type { Subscription, SubscriptionAnswer, Subscriptions } from '#libs/contract';
import {
  graceEndOf,
  payableNow,
  paymentInFlight,
  type SubscribedPlan,
  type Subscription as State,
} from '#libs/ledger';
import type { DataSource, EntityManager } from 'typeorm';
import { NamesOf } from '../catalog/names-of.js';
import { readConsistently } from '../database/consistent-read.js';
import { nextPaymentAt } from './next-payment.js';
import { subscriptionEntity, type SubscriptionRow } from './subscription.entity.js';

const SUBSCRIPTIONS_MAX = 100;

export class SubscriptionsQuery {
  constructor(private readonly database: DataSource) {}

  /** The latest, newest first. */
  async ofAccount(accountId: string, now: Date): Promise<Subscriptions> {
    return await readConsistently(this.database, async ({ manager, asOf }) => {
      const rows = await manager.find(subscriptionEntity, {
        where: { accountId },
        order: { position: 'DESC' },
        take: SUBSCRIPTIONS_MAX,
      });
      return { items: await views(manager, rows, now), asOf };
    });
  }

  /** @returns null when the account has no such subscription. */
  async find(accountId: string, subscriptionId: string, now: Date): Promise<SubscriptionAnswer | null> {
    return await readConsistently(this.database, async ({ manager, asOf }) => {
      const rows = await manager.findBy(subscriptionEntity, { accountId, subscriptionId });
      const [subscription] = await views(manager, rows, now);
      return subscription ? { ...subscription, asOf } : null;
    });
  }
}

async function views(
  manager: EntityManager,
  rows: readonly SubscriptionRow[],
  now: Date,
): Promise<Subscription[]> {
  const names = await NamesOf.read(
    manager,
    rows.flatMap(({ state }) => state.plan.offer.allowances),
  );
  return rows.map((row) => view(row, names, now));
}

function view({ state, startedAt }: SubscriptionRow, names: NamesOf, now: Date): Subscription {
  const { subscriptionId, accountId, plan, status, period, anchor, cancelAtPeriodEnd, ended } = state;
  return {
    subscriptionId,
    accountId,
    ...planView(plan),
    prioritySupport: plan.offer.prioritySupport,
    allowances: plan.offer.allowances.map(({ model, tokens }) => ({
      model,
      modelName: names.ofModel(model),
      tokens,
    })),
    status,
    currentPeriod: { start: period.startsAt, end: period.endsAt },
    timeZone: anchor.timeZone,
    cancelAtPeriodEnd,
    pendingPlan: state.pendingPlan && planView(state.pendingPlan),
    nextPaymentAt: nextPaymentAt(state),
    paymentInFlight: inFlightView(state),
    paymentFailure: failureView(state),
    isPayable: payableNow(state, now) !== null,
    graceEndsAt: status === 'past-due' ? graceEndOf(state).toISOString() : null,
    endedAt: ended && ended.at,
    endReason: ended && ended.reason,
    startedAt: startedAt.toISOString(),
  };
}

function planView({ packageId, version, name, offer }: SubscribedPlan) {
  return {
    packageId,
    packageVersion: version,
    planName: name,
    price: { ...offer.price },
    every: offer.period,
  };
}

function inFlightView(state: State): Subscription['paymentInFlight'] {
  const attempt = paymentInFlight(state);
  return attempt && { purchaseId: attempt.purchaseId, reason: attempt.reason };
}

function failureView({ attempts }: State): Subscription['paymentFailure'] {
  const failure = attempts.findLast((attempt) => attempt.failure)?.failure;
  return failure ? { message: failure.message, failedAt: failure.failedAt } : null;
}
