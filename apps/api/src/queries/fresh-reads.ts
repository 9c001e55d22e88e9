import { ProjectionFeed } from '#libs/read-models';
import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from '#libs/platform';
import { CONFIGURATION } from '../configuration/configuration.module.js';
import { ProblemAnswer } from '../problems/problem.js';

/** Lets a client read its own writes. */
@Injectable()
export class FreshReads {
  constructor(
    @Inject(ProjectionFeed) private readonly feed: ProjectionFeed,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Waits until the read models include the position. @throws {ProblemAnswer} when that takes too long. */
  async include(position: bigint | undefined): Promise<void> {
    if (position === undefined) return;
    if (!(await this.feed.waitFor(position, this.configuration.READ_WAIT_MS_MAX)))
      throw new ProblemAnswer('read-model-behind');
  }
}
