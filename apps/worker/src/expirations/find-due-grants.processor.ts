import { FIND_DUE_GRANTS, RECORD_EXPIRY, type Jobs, type RecordExpiry } from '#libs/jobs';
import type { DueOccurrencesQuery } from '#libs/read-models';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { createHash } from 'node:crypto';

const EVERY_MS = 60_000;
/** The rest is found a minute later. */
const GRANTS_MAX = 2_000;

/** Looks for grants and holds whose moment has come, and has each occurrence recorded by a job of its own. */
@Injectable()
export class FindDueGrantsProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly dueGrants: DueOccurrencesQuery,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.queue(FIND_DUE_GRANTS).repeat(EVERY_MS, {});
    await this.jobs.work(FIND_DUE_GRANTS, () => this.process());
  }

  private async process(): Promise<void> {
    const due = await this.dueGrants.find(new Date(), GRANTS_MAX);
    await this.jobs.queue(RECORD_EXPIRY).add(...due.map((payload) => ({ id: jobIdOf(payload), payload })));
  }
}

/** BullMQ takes no colons in an id, and account, grant and hold ids may have them. */
function jobIdOf({ accountId, occurrence }: RecordExpiry): string {
  return createHash('sha256').update(`${accountId}\n${occurrence}`).digest('hex');
}
