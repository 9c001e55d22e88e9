import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  Checkout,
  Package,
  PurchaseRequest,
  StartSubscriptionRequest,
  SubscriptionCheckout,
} from '#libs/contract';
import { IDEMPOTENCY_KEY_HEADER, routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { CurrentSession } from '../session/current-session.js';
import { ViewerClock } from '../time/viewer-clock.js';

/** One intent to buy, or to subscribe: retried under the same key, it is one purchase. */
export interface Intent {
  readonly sold: Package;
  readonly units: number;
  readonly operationKey: string;
}

@Injectable({ providedIn: 'root' })
export class StartCheckout {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly zone = inject(ViewerClock).zone;

  /** @returns where to pay. @throws what HttpClient throws. */
  async start({ sold, units, operationKey }: Intent): Promise<Checkout> {
    const headers = { [IDEMPOTENCY_KEY_HEADER]: operationKey };
    const chosen = { packageId: sold.packageId, packageVersion: sold.version };
    if (sold.offer.kind === 'plan') {
      const body: StartSubscriptionRequest = { ...chosen, timeZone: this.zone };
      const path = routes.subscriptions(this.account());
      return await firstValueFrom(this.http.post<SubscriptionCheckout>(path, body, { headers }));
    }
    const body: PurchaseRequest = { ...chosen, units };
    const path = routes.purchases(this.account());
    return await firstValueFrom(this.http.post<Checkout>(path, body, { headers }));
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('Somebody without an account wants to buy');
    return accountId;
  }
}
