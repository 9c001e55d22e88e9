import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import type {
  Accepted,
  PlanChange,
  Subscription,
  SubscriptionCancellation,
  SubscriptionCheckout,
  Subscriptions,
  TopUp,
  TopUpRequest,
} from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { SentCommands } from '../http/sent-commands.js';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';
import { isInForce } from './subscription-words.js';

/** What the account buys again by itself. Commands throw what HttpClient throws. */
@Injectable()
export class Billing {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly commands = new SentCommands(this.http);

  readonly subscriptions = new Answer<Subscriptions>(() =>
    this.http.get<Subscriptions>(routes.subscriptions(this.account()), { params: this.commands.freshness() }),
  );
  readonly topUp = new Answer<TopUp>(() =>
    this.http.get<TopUp>(routes.topUp(this.account()), { params: this.commands.freshness() }),
  );

  /** The one that is paid and goes on; null where none is. */
  readonly current = computed(() => this.subscriptions.value()?.items.find(isInForce) ?? null);

  async refresh(): Promise<void> {
    await Promise.all([this.subscriptions.refresh(), this.topUp.refresh()]);
  }

  async changePlan(
    { subscriptionId }: Subscription,
    plan: { readonly packageId: string; readonly packageVersion: number },
    key: string,
  ): Promise<PlanChange> {
    const url = routes.subscriptionPlan(this.account(), subscriptionId);
    return await this.commands.send<PlanChange>('PUT', { url, body: plan, key });
  }

  /** @returns where to pay for what is due. */
  async pay({ subscriptionId }: Subscription, key: string): Promise<SubscriptionCheckout> {
    const url = routes.subscriptionPayment(this.account(), subscriptionId);
    return await this.commands.send<SubscriptionCheckout>('POST', { url, body: {}, key });
  }

  async cancel({ subscriptionId }: Subscription, key: string): Promise<SubscriptionCancellation> {
    const url = routes.subscriptionCancellation(this.account(), subscriptionId);
    return await this.commands.send<SubscriptionCancellation>('POST', { url, body: {}, key });
  }

  async resume({ subscriptionId }: Subscription, key: string): Promise<Accepted> {
    const url = routes.subscriptionResumption(this.account(), subscriptionId);
    return await this.commands.send<Accepted>('POST', { url, body: {}, key });
  }

  async setTopUp(settings: TopUpRequest, key: string): Promise<Accepted> {
    return await this.commands.send<Accepted>('PUT', {
      url: routes.topUp(this.account()),
      body: settings,
      key,
    });
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('The plan of nobody was asked for');
    return accountId;
  }
}
