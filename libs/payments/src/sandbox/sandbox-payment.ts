import type { PaymentFailure } from '#libs/ledger';
import type { Order, PaymentState } from '../payment-provider.js';
import { TEST_CARDS, type CardBehaviour } from './test-cards.js';

/** A row of `sandbox_payments.payments`. */
export interface SandboxPayment {
  readonly id: string;
  readonly kind: 'checkout' | 'charge';
  readonly purchase_id: string;
  readonly account_id: string;
  readonly minor_units: string;
  readonly currency: Order['price']['currency'];
  readonly description: string;
  readonly success_url: string | null;
  readonly cancel_url: string | null;
  readonly keep_method: boolean;
  readonly status: 'open' | 'authenticating' | 'processing' | 'paid' | 'failed' | 'expired';
  readonly behaviour: CardBehaviour | null;
  readonly last_four: string | null;
  readonly failure: PaymentFailure | null;
  readonly expires_at: Date;
}

const DECIDED: ReadonlySet<string> = new Set(['paid', 'failed', 'expired']);

export function paymentState(row: SandboxPayment): PaymentState {
  const { id, status, behaviour } = row;
  const mayChargeAgain = status === 'paid' && row.keep_method && behaviour !== null;
  return {
    purchaseId: row.purchase_id,
    paymentReference: id,
    status: DECIDED.has(status) ? (status as PaymentState['status']) : 'pending', // those of the set
    price: { minorUnits: row.minor_units, currency: row.currency },
    failure: status === 'failed' ? row.failure : null,
    method: mayChargeAgain ? { customer: `sandbox-${row.account_id}`, method: methodOf(behaviour) } : null,
  };
}

/** A checkout is closed when its time is over, whether or not anybody has come by to write that down. */
export function asOf(row: SandboxPayment, now: Date): SandboxPayment {
  const isUnpaid = row.status === 'open' || row.status === 'authenticating';
  return isUnpaid && row.expires_at <= now ? { ...row, status: 'expired' } : row;
}

/** The name of a saved card tells what it will do, as a test card's number does. */
export function behaviourOf(method: string): CardBehaviour | null {
  return TEST_CARDS.find(({ behaviour }) => methodOf(behaviour) === method)?.behaviour ?? null;
}

function methodOf(behaviour: CardBehaviour): string {
  return `card-${behaviour}`;
}
