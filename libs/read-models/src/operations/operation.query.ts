import { In, type DataSource } from 'typeorm';
import { operationEntity } from './operation.entity.js';

/** An operation that a stream has seen: with which body, and where its events are. */
export interface PastOperation {
  readonly operationId: string;
  readonly requestHash: string;
  readonly firstRevision: bigint;
  readonly lastRevision: bigint;
  /** Of its first event. */
  readonly position: bigint;
}

/** The index of every operation ever carried out. It knows nothing of what is not projected yet. */
export class OperationQuery {
  constructor(private readonly database: DataSource) {}

  /** @returns null when the stream has not seen it. */
  async find(streamName: string, operationId: string): Promise<PastOperation | null> {
    return (await this.findMany(streamName, [operationId])).get(operationId) ?? null;
  }

  /** @returns those of the operations that the stream has seen, by id. */
  async findMany(
    streamName: string,
    operationIds: readonly string[],
  ): Promise<ReadonlyMap<string, PastOperation>> {
    const rows = await this.database.manager.findBy(operationEntity, {
      stream: streamName,
      operationId: In([...operationIds]),
    });
    return new Map(rows.map(({ stream: _stream, ...operation }) => [operation.operationId, operation]));
  }
}
