import { routes, subscriptionReconciliationSchema } from '#libs/contract';
import { RECONCILE_SUBSCRIPTION, type Jobs } from '#libs/jobs';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { AskApi } from '../api/ask-api.js';

/** Has done what is due to a subscription. Asking twice does nothing twice. */
@Injectable()
export class ReconcileSubscriptionProcessor implements OnApplicationBootstrap {
  private readonly logger = new Logger(ReconcileSubscriptionProcessor.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly ask: AskApi,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work(RECONCILE_SUBSCRIPTION, ({ subscriptionId }) => this.process(subscriptionId));
  }

  private async process(subscriptionId: string): Promise<void> {
    const answer = await this.ask(routes.subscriptionReconciliation(subscriptionId), null);
    const { done, status } = subscriptionReconciliationSchema.parse(answer);
    if (done === 'renewal-begun' || done === 'ended')
      this.logger.log(`The subscription ${subscriptionId}: ${done}, now ${status}.`);
  }
}
