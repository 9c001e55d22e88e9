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
import { IDEMPOTENCY_KEY_HEADER, routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';
import { isInForce } from './subscription-words.js';

/** What the account buys again by itself. Commands throw what HttpClient throws. */
@Injectable()
export class Billing {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private after: string | null = null;

  readonly subscriptions = new Answer<Subscriptions>(() =>
    this.http.get<Subscriptions>(routes.subscriptions(this.account()), { params: this.freshness() }),
  );
  readonly topUp = new Answer<TopUp>(() =>
    this.http.get<TopUp>(routes.topUp(this.account()), { params: this.freshness() }),
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
    return await this.send<PlanChange>('PUT', { url, body: plan, key });
  }

  /** @returns where to pay for what is due. */
  async pay({ subscriptionId }: Subscription, key: string): Promise<SubscriptionCheckout> {
    const url = routes.subscriptionPayment(this.account(), subscriptionId);
    return await this.send<SubscriptionCheckout>('POST', { url, body: {}, key });
  }

  async cancel({ subscriptionId }: Subscription, key: string): Promise<SubscriptionCancellation> {
    const url = routes.subscriptionCancellation(this.account(), subscriptionId);
    return await this.send<SubscriptionCancellation>('POST', { url, body: {}, key });
  }

  async resume({ subscriptionId }: Subscription, key: string): Promise<Accepted> {
    const url = routes.subscriptionResumption(this.account(), subscriptionId);
    return await this.send<Accepted>('POST', { url, body: {}, key });
  }

  async setTopUp(settings: TopUpRequest, key: string): Promise<Accepted> {
    return await this.send<Accepted>('PUT', { url: routes.topUp(this.account()), body: settings, key });
  }

  /** What is read next includes what was done here. */
  private async send<Done extends { readonly position: string }>(
    method: 'POST' | 'PUT',
    { url, body, key }: { readonly url: string; readonly body: object; readonly key: string },
  ): Promise<Done> {
    const headers = { [IDEMPOTENCY_KEY_HEADER]: key };
    const done = await firstValueFrom(this.http.request<Done>(method, url, { body, headers }));
    this.after = done.position;
    return done;
  }

  private freshness(): Record<string, string> {
    return this.after === null ? {} : { after: this.after };
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('The plan of nobody was asked for');
    return accountId;
  }
}
