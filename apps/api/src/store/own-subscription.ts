import { Aggregates, subscriptionKind } from '#libs/aggregates';
import type { Subscription } from '#libs/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { RefusedCommand } from '../problems/problem.js';

/** Which subscription a command is about, and whose it must be. */
export interface SubscriptionPath {
  readonly accountId: string;
  readonly subscriptionId: string;
}

/** Subscriptions as their accounts may see them. */
@Injectable()
export class OwnSubscriptions {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  /** @throws {RefusedCommand} when there is none, or it is another account's. */
  async of({ accountId, subscriptionId }: SubscriptionPath): Promise<Subscription> {
    const subscription = await this.aggregates.stateOf(subscriptionKind, subscriptionId);
    if (subscription?.accountId === accountId) return subscription;
    throw new RefusedCommand({ code: 'subscription-not-found', subscriptionId });
  }
}
