import { routes, topUpReconciliationSchema } from '#libs/contract';
import { RECONCILE_TOP_UP, type Jobs } from '#libs/jobs';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { AskApi } from '../api/ask-api.js';

/** Has an account topped up where that is due. Asking twice does nothing twice. */
@Injectable()
export class ReconcileTopUpProcessor implements OnApplicationBootstrap {
  private readonly logger = new Logger(ReconcileTopUpProcessor.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly ask: AskApi,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work(RECONCILE_TOP_UP, ({ accountId }) => this.process(accountId));
  }

  private async process(accountId: string): Promise<void> {
    const answer = await this.ask(routes.topUpReconciliation(accountId), null);
    const { done } = topUpReconciliationSchema.parse(answer);
    if (done === 'begun') this.logger.log(`A top-up of the account ${accountId} has begun.`);
  }
}
