import type { JobQueueDefinition, Jobs } from '#libs/jobs';
import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { AskApi } from '../api/ask-api.js';

/** Something that the API is asked to bring forward. Asking twice does nothing twice. */
export interface Reconciliation<Payload> {
  readonly queue: JobQueueDefinition<Payload>;
  readonly path: (payload: Payload) => string;
  /** What an operator is told of the answer; null: nothing happened. */
  readonly report: (payload: Payload, answer: unknown) => Report | null;
}

export interface Report {
  /** `warn` where something had to be healed. */
  readonly level: 'log' | 'warn';
  readonly text: string;
}

export class ReconciliationProcessor<Payload> implements OnApplicationBootstrap {
  private readonly logger = new Logger(ReconciliationProcessor.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly ask: AskApi,
    private readonly reconciliation: Reconciliation<Payload>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work(this.reconciliation.queue, (payload) => this.process(payload));
  }

  private async process(payload: Payload): Promise<void> {
    const { path, report } = this.reconciliation;
    const said = report(payload, await this.ask(path(payload), null));
    if (said) this.logger[said.level](said.text);
  }
}
