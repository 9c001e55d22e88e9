import { FIND_UNSETTLED_PURCHASES, RECONCILE_PURCHASE, type Jobs } from '#libs/jobs';
import type { UnsettledPurchasesQuery } from '#libs/read-models';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

const EVERY_MS = 30_000;
/** The rest is found with the next search. */
const PURCHASES_MAX = 500;

/** Looks for purchases that were paid and not credited, or of which nobody has heard for a while. */
@Injectable()
export class FindUnsettledPurchasesProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly unsettled: UnsettledPurchasesQuery,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.queue(FIND_UNSETTLED_PURCHASES).repeat(EVERY_MS, {});
    await this.jobs.work(FIND_UNSETTLED_PURCHASES, () => this.process());
  }

  private async process(): Promise<void> {
    const purchases = await this.unsettled.find(new Date(), PURCHASES_MAX);
    const jobs = purchases.map(({ purchaseId }) => ({ id: purchaseId, payload: { purchaseId } }));
    await this.jobs.queue(RECONCILE_PURCHASE).add(...jobs);
  }
}
