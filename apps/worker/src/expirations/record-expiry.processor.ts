import { RECORD_EXPIRY, type Jobs } from '#libs/jobs';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { RecordExpirations } from './api-commands.js';

/** Has it recorded that a moment has come. The name of the occurrence is the key of the command. */
@Injectable()
export class RecordExpiryProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly recordExpirations: RecordExpirations,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work(RECORD_EXPIRY, ({ accountId, occurrence }) =>
      this.recordExpirations(accountId, occurrence),
    );
  }
}
