import type { JobQueueDefinition, Jobs, NoPayload } from '#libs/jobs';
import type { OnApplicationBootstrap } from '@nestjs/common';

/** Something that is looked for every so often, so that each of what is found is done by a job of its own. */
export interface Search<Payload> {
  readonly queue: JobQueueDefinition<NoPayload>;
  readonly everyMs: number;
  /** The rest is found with the next search. */
  readonly foundMax: number;
  readonly find: (now: Date, foundMax: number) => Promise<readonly Payload[]>;
  /** Who does what is found. */
  readonly finds: JobQueueDefinition<Payload>;
  /** What is waiting to be done under the same id is not added again. BullMQ takes no colons in it. */
  readonly jobId: (payload: Payload) => string;
}

export class SearchProcessor<Payload> implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly search: Search<Payload>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { queue, everyMs } = this.search;
    await this.jobs.queue(queue).repeat(everyMs, {});
    await this.jobs.work(queue, () => this.process());
  }

  private async process(): Promise<void> {
    const { find, finds, foundMax, jobId } = this.search;
    const found = await find(new Date(), foundMax);
    await this.jobs.queue(finds).add(...found.map((payload) => ({ id: jobId(payload), payload })));
  }
}
