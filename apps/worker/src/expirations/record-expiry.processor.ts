import { RECORD_EXPIRY, type Jobs } from '#libs/jobs';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { RecordExpirations } from './api-commands.js';

/** Has the expiry of a grant recorded. The grant's id is the key of the command: it is recorded once. */
@Injectable()
export class RecordExpiryProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly recordExpirations: RecordExpirations,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work(RECORD_EXPIRY, ({ accountId, grantId }) =>
      this.recordExpirations(accountId, `expiry-of-${grantId}`),
    );
  }
}
