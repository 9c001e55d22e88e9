import type { Sessions } from '#libs/identity';
import { PURGE_SESSIONS, type Jobs } from '#libs/jobs';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';

const EVERY_MS = 60 * 60_000;

/** An expired session opens nothing any more; here its row goes too. */
@Injectable()
export class PurgeSessionsProcessor implements OnApplicationBootstrap {
  private readonly logger = new Logger(PurgeSessionsProcessor.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly sessions: Sessions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.queue(PURGE_SESSIONS).repeat(EVERY_MS, {});
    await this.jobs.work(PURGE_SESSIONS, async () => {
      const purged = await this.sessions.purgeExpired();
      if (purged > 0) this.logger.log(`Expired sessions purged: ${purged}.`);
    });
  }
}
