import {
  Aggregates,
  subscriptionKind,
  topUpKind,
  type CommandOutcome,
  type DomainEvent,
} from '#libs/aggregates';
import type { Purchase, SubscriptionCommand, TopUpCommand, TopUpOutcome } from '#libs/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { RefusedCommand } from '../problems/problem.js';
import { systemOperation } from './system-operation.js';

/**
 * Tells the subscription or the top-up that a purchase was made for what became of it, and keeps what it was
 * paid with for top-ups. Telling it again changes nothing.
 */
@Injectable()
export class PaymentConsequences {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  /** @throws {RefusedCommand} when that knows nothing of the purchase. */
  async follow(purchase: Purchase): Promise<void> {
    const { subscriptionId, origin } = purchase.order;
    await this.keepMethod(purchase);
    if (subscriptionId !== null) await this.tellSubscription(subscriptionId, purchase);
    if (origin === 'top-up') await this.endTopUp(purchase);
  }

  private async keepMethod(purchase: Purchase): Promise<void> {
    if (purchase.status !== 'paid' || !purchase.payment.method) return;
    const { purchaseId, accountId } = purchase.order;
    const { method } = purchase.payment;
    const command = { type: 'SaveTopUpMethod', accountId, method } as const;
    await this.topUp(command, systemOperation(`method-of-${purchaseId}`, purchaseId));
  }

  private async tellSubscription(subscriptionId: string, purchase: Purchase): Promise<void> {
    const { purchaseId } = purchase.order;
    const command: SubscriptionCommand =
      'payment' in purchase
        ? { type: 'RecordPeriodPaid', subscriptionId, purchaseId, method: purchase.payment.method }
        : { type: 'RecordPaymentFailed', subscriptionId, purchaseId, failure: failureOf(purchase) };
    refuseLoudly(
      await this.aggregates.execute(subscriptionKind, {
        aggregateId: subscriptionId,
        operation: systemOperation(`${command.type}-${purchaseId}`, purchaseId),
        command,
      }),
    );
  }

  private async endTopUp(purchase: Purchase): Promise<void> {
    const { purchaseId, accountId } = purchase.order;
    const outcome = outcomeOf(purchase);
    const command = { type: 'EndTopUp', accountId, purchaseId, outcome } as const;
    await this.topUp(command, systemOperation(`top-up-${outcome}-${purchaseId}`, purchaseId));
  }

  private async topUp(command: TopUpCommand, operation: ReturnType<typeof systemOperation>): Promise<void> {
    const { accountId: aggregateId } = command;
    refuseLoudly(await this.aggregates.execute(topUpKind, { aggregateId, operation, command }));
  }
}

function refuseLoudly({ refusal }: CommandOutcome<DomainEvent>): void {
  if (refusal) throw new RefusedCommand(refusal);
}

function failureOf(purchase: Purchase): { readonly code: string; readonly message: string } | null {
  return purchase.status === 'failed'
    ? { code: purchase.failure.failure, message: purchase.failure.message }
    : null;
}

function outcomeOf(purchase: Purchase): TopUpOutcome {
  if ('payment' in purchase) return 'completed';
  return purchase.status === 'failed' ? 'failed' : 'expired';
}
