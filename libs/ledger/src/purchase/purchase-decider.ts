import type { Decider, Decision } from '../decider/decider.js';
import type { CheckoutOpened, PurchaseEvent } from './purchase.events.js';
import { evolvePurchase, type Purchase } from './purchase.js';
import { recordPayment, type RecordPayment } from './record-payment.js';
import {
  startPeriodPurchase,
  startPurchase,
  type StartPeriodPurchase,
  type StartPurchase,
} from './start-purchase.js';

export type PurchaseCommand =
  StartPurchase | StartPeriodPurchase | OpenCheckout | RecordPayment | CompletePurchase | ExpirePurchase;

export interface OpenCheckout {
  readonly type: 'OpenCheckout';
  readonly purchaseId: string;
  readonly checkout: Omit<CheckoutOpened['data'], 'openedAt'>;
}

/** Its tokens are in the account. */
export interface CompletePurchase {
  readonly type: 'CompletePurchase';
  readonly purchaseId: string;
  readonly creditedAtPosition: string;
}

/** Nobody can pay for it any more, because the provider never heard of it. */
export interface ExpirePurchase {
  readonly type: 'ExpirePurchase';
  readonly purchaseId: string;
}

export const purchaseDecider: Decider<Purchase | null, PurchaseCommand, PurchaseEvent> = {
  initialState: null,
  decide,
  evolve: evolvePurchase,
};

function decide(command: PurchaseCommand, purchase: Purchase | null, now: Date): Decision<PurchaseEvent> {
  switch (command.type) {
    case 'StartPurchase':
      return startPurchase(command, purchase, now);
    case 'StartPeriodPurchase':
      return startPeriodPurchase(command, purchase, now);
    case 'RecordPayment':
      return recordPayment(command, purchase, now);
    default:
      return purchase
        ? advance(command, purchase, now)
        : { code: 'purchase-not-found', purchaseId: command.purchaseId };
  }
}

function advance(
  command: OpenCheckout | CompletePurchase | ExpirePurchase,
  purchase: Purchase,
  now: Date,
): Decision<PurchaseEvent> {
  const at = now.toISOString();
  switch (command.type) {
    case 'OpenCheckout':
      if (purchase.checkout) return [];
      return [{ type: 'CheckoutOpened', data: { ...command.checkout, openedAt: at } }];
    case 'CompletePurchase': {
      const { creditedAtPosition } = command;
      if (purchase.status === 'completed') return [];
      if (purchase.status !== 'paid') return { code: 'purchase-not-paid', purchaseId: command.purchaseId };
      return [{ type: 'PurchaseCompleted', data: { creditedAtPosition, completedAt: at } }];
    }
    case 'ExpirePurchase':
      return purchase.status === 'pending' ? [{ type: 'PurchaseExpired', data: { expiredAt: at } }] : [];
  }
}
