import { routes, type PurchasePage, type SubscriptionAnswer } from '#libs/contract';
import type { ShiftedClock } from './shifted-clock.js';
import type { StoreDriver } from './store-driver.js';

/** Pays while the buyer is there, and not without them. */
export const CARD_THAT_ASKS = '4000 0025 0000 3155';

/** Subscribes an account to plans, and has done what is due to them. */
export class Subscriber {
  constructor(
    private readonly store: StoreDriver,
    readonly accountId: string,
    private readonly clock: ShiftedClock,
  ) {}

  /** Paid with a card that may be charged again. */
  async subscribed(packageId = 'basic', card?: string): Promise<SubscriptionAnswer> {
    const checkout = await this.store.subscribe(this.accountId, packageId);
    await this.store.pay(checkout, card);
    if (card === CARD_THAT_ASKS) await this.store.confirm(checkout);
    return await this.until(checkout.subscriptionId, ({ status }) => status === 'active');
  }

  /** Its second period could not be charged. */
  async pastDue(): Promise<SubscriptionAnswer> {
    const { subscriptionId, currentPeriod } = await this.subscribed('basic', CARD_THAT_ASKS);
    this.clock.travelTo(currentPeriod.end);
    await this.reconcile(subscriptionId);
    return await this.until(subscriptionId, ({ status }) => status === 'past-due');
  }

  async until(
    subscriptionId: string,
    is: (subscription: SubscriptionAnswer) => boolean,
  ): Promise<SubscriptionAnswer> {
    return await this.store.untilSubscription(this.accountId, subscriptionId, is);
  }

  async reconcile(subscriptionId: string) {
    return await this.store.send('POST', routes.subscriptionReconciliation(subscriptionId));
  }

  async change(subscriptionId: string, packageId: string, key?: string) {
    const url = routes.subscriptionPlan(this.accountId, subscriptionId);
    return await this.store.send('PUT', url, { packageId, packageVersion: 0 }, key);
  }

  async purchases(): Promise<PurchasePage['items']> {
    const answer = await this.store.get(routes.purchases(this.accountId), { limit: '50' });
    return answer.json<PurchasePage>().items;
  }
}
