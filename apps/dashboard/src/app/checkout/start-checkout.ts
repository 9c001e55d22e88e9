import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Checkout, Package, PurchaseRequest } from '#libs/contract';
import { IDEMPOTENCY_KEY_HEADER, routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { CurrentSession } from '../session/current-session.js';

/** One intent to buy: retried under the same key, it is one purchase. */
export interface Intent {
  readonly sold: Package;
  readonly units: number;
  readonly operationKey: string;
}

@Injectable({ providedIn: 'root' })
export class StartCheckout {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);

  /** @returns where to pay. @throws what HttpClient throws. */
  async start({ sold, units, operationKey }: Intent): Promise<Checkout> {
    const headers = { [IDEMPOTENCY_KEY_HEADER]: operationKey };
    const body: PurchaseRequest = { packageId: sold.packageId, packageVersion: sold.version, units };
    const path = routes.purchases(this.account());
    return await firstValueFrom(this.http.post<Checkout>(path, body, { headers }));
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('Somebody without an account wants to buy');
    return accountId;
  }
}
