import {
  keySchema,
  purchaseAnswerSchema,
  purchasePageSchema,
  type PurchaseAnswer,
  type PurchasePage,
} from '#libs/contract';
import { PurchasesQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { sendScriptlessPage } from '../http/scriptless-page.js';
import { Endpoint } from '../openapi/endpoint.js';
import { RefusedCommand } from '../problems/problem.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { present } from './present.js';
import { purchaseReceiptPage } from './purchase-receipt-page.js';
import {
  freshnessParameters,
  purchaseParameters,
  type FreshnessParameters,
  type PurchaseParameters,
} from './query-parameters.js';

@Controller('/api/v1/accounts/:accountId/purchases')
@RequireScope('purchases:read')
export class PurchasesController {
  constructor(
    @Inject(PurchasesQuery) private readonly query: PurchasesQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Purchases, newest first',
    answer: purchasePageSchema,
    problems: ['read-model-behind'],
  })
  async page(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(purchaseParameters) { after, ...filter }: PurchaseParameters,
  ): Promise<PurchasePage> {
    await this.freshReads.include(after);
    return await this.query.page(accountId, present(filter), new Date());
  }

  @Get(':purchaseId')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'A purchase, and what became of it',
    answer: purchaseAnswerSchema,
    problems: ['purchase-not-found', 'read-model-behind'],
  })
  async one(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidParam('purchaseId', keySchema) purchaseId: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<PurchaseAnswer> {
    await this.freshReads.include(after);
    return await this.found(accountId, purchaseId);
  }

  @Get(':purchaseId/receipt')
  @Endpoint({
    summary: 'The receipt of a purchase, as a page that prints well',
    answer: z.string(),
    mediaType: 'text/html',
    problems: ['purchase-not-found', 'purchase-not-paid', 'read-model-behind'],
  })
  async receipt(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidParam('purchaseId', keySchema) purchaseId: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.freshReads.include(after);
    const purchase = await this.found(accountId, purchaseId);
    if (purchase.paidAt === null) throw new RefusedCommand({ code: 'purchase-not-paid', purchaseId });
    await sendScriptlessPage(reply, { html: purchaseReceiptPage({ ...purchase, paidAt: purchase.paidAt }) });
  }

  private async found(accountId: string, purchaseId: string): Promise<PurchaseAnswer> {
    const purchase = await this.query.find(accountId, purchaseId, new Date());
    if (!purchase) throw new RefusedCommand({ code: 'purchase-not-found', purchaseId });
    return purchase;
  }
}
