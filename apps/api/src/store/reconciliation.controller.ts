import {
  keySchema,
  reconciliationSchema,
  subscriptionReconciliationSchema,
  topUpReconciliationSchema,
  type Reconciliation,
  type SubscriptionReconciliation,
  type TopUpReconciliation,
} from '#libs/contract';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam } from '../requests/zod.pipe.js';
import { PurchaseSettlement } from './purchase-settlement.js';
import { SubscriptionBilling } from './subscription-billing.js';
import { TopUps } from './top-ups.js';

@Controller('/api/v1')
@RequireScope('purchases:reconcile')
export class ReconciliationController {
  constructor(
    @Inject(PurchaseSettlement) private readonly settlement: PurchaseSettlement,
    @Inject(SubscriptionBilling) private readonly billing: SubscriptionBilling,
    @Inject(TopUps) private readonly topUps: TopUps,
  ) {}

  @Post('purchases/:purchaseId/reconciliation')
  @HttpCode(200)
  @Endpoint({
    summary: 'Compare a purchase with the payment provider, and do what is missing',
    description:
      'What was paid and not credited is credited; what the provider decided and no webhook said is recorded. Doing it again does nothing.',
    answer: reconciliationSchema,
    problems: ['purchase-not-found', 'payment-mismatch', 'payment-provider-unavailable', 'too-many-grants'],
  })
  async purchase(@ValidParam('purchaseId', keySchema) purchaseId: string): Promise<Reconciliation> {
    const { purchase, healed } = await this.settlement.reconcile(purchaseId);
    const status = purchase.status === 'paid' ? 'pending' : purchase.status;
    return { purchaseId, status, healed };
  }

  @Post('subscriptions/:subscriptionId/reconciliation')
  @HttpCode(200)
  @Endpoint({
    summary: 'Do what is due to a subscription',
    description:
      'Renews it, ends it, or follows the payment that is in flight. Doing it again does nothing more.',
    answer: subscriptionReconciliationSchema,
    problems: [
      'subscription-not-found',
      'payment-mismatch',
      'payment-provider-unavailable',
      'too-many-grants',
    ],
  })
  async subscription(
    @ValidParam('subscriptionId', keySchema) subscriptionId: string,
  ): Promise<SubscriptionReconciliation> {
    return await this.billing.reconcile(subscriptionId);
  }

  @Post('accounts/:accountId/top-up/reconciliation')
  @HttpCode(200)
  @Endpoint({
    summary: 'Top an account up where that is due',
    description:
      'Begins a top-up, or follows the payment of the one in flight. Why none begins is part of the answer.',
    answer: topUpReconciliationSchema,
    problems: ['payment-mismatch', 'payment-provider-unavailable', 'too-many-grants'],
  })
  async topUp(@ValidParam('accountId', keySchema) accountId: string): Promise<TopUpReconciliation> {
    return await this.topUps.reconcile(accountId);
  }
}
