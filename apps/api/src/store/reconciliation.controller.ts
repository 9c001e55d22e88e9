import { keySchema, reconciliationSchema, type Reconciliation } from '#libs/contract';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam } from '../requests/zod.pipe.js';
import { PurchaseSettlement } from './purchase-settlement.js';

@Controller('/api/v1/purchases/:purchaseId/reconciliation')
@RequireScope('purchases:reconcile')
export class ReconciliationController {
  constructor(@Inject(PurchaseSettlement) private readonly settlement: PurchaseSettlement) {}

  @Post()
  @HttpCode(200)
  @Endpoint({
    summary: 'Compare a purchase with the payment provider, and do what is missing',
    description:
      'What was paid and not credited is credited; what the provider decided and no webhook said is recorded. Doing it again does nothing.',
    answer: reconciliationSchema,
    problems: ['purchase-not-found', 'payment-mismatch', 'payment-provider-unavailable', 'too-many-grants'],
  })
  async reconcile(@ValidParam('purchaseId', keySchema) purchaseId: string): Promise<Reconciliation> {
    const { purchase, healed } = await this.settlement.reconcile(purchaseId);
    const status = purchase.status === 'paid' ? 'pending' : purchase.status;
    return { purchaseId, status, healed };
  }
}
