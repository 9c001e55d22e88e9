import type { OperationLookup, PastOperation } from '#libs/aggregates';
import type { OperationQuery, ProjectionFeed } from '#libs/read-models';

/** The projector normally is milliseconds behind; a command waits for it this long at most. */
const WAIT_MAX_MS = 2_000;

/** Old operations are found in the read model that the projector keeps of them. */
export class ProjectedOperations implements OperationLookup {
  constructor(
    private readonly query: OperationQuery,
    private readonly feed: ProjectionFeed,
  ) {}

  async find(
    streamName: string,
    operationIds: readonly string[],
  ): Promise<ReadonlyMap<string, PastOperation>> {
    return await this.query.findMany(streamName, operationIds);
  }

  async includes(position: bigint): Promise<boolean> {
    return await this.feed.waitFor(position, WAIT_MAX_MS);
  }
}
