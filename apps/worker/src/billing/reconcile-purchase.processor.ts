import { reconciliationSchema, routes } from '#libs/contract';
import { RECONCILE_PURCHASE, type Jobs } from '#libs/jobs';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { AskApi } from '../api/ask-api.js';

/** Has a purchase compared with the payment provider, and says what had to be healed. */
@Injectable()
export class ReconcilePurchaseProcessor implements OnApplicationBootstrap {
  private readonly logger = new Logger(ReconcilePurchaseProcessor.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly ask: AskApi,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work(RECONCILE_PURCHASE, ({ purchaseId }) => this.process(purchaseId));
  }

  private async process(purchaseId: string): Promise<void> {
    const answer = await this.ask(routes.purchaseReconciliation(purchaseId), null);
    const { healed, status } = reconciliationSchema.parse(answer);
    if (healed !== 'nothing')
      this.logger.warn(`Healed the purchase ${purchaseId}: ${healed}, now ${status}.`);
  }
}
