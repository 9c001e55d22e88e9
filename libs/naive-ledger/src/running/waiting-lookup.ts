import type { OperationLookup, PastOperation } from '#libs/aggregates';
import { READ_MODELS_SCHEMA } from '#libs/read-models';
import type { DataSource } from 'typeorm';

interface Row {
  readonly stream: string;
  readonly operation_id: string;
  readonly request_hash: string;
  readonly first_revision: string;
  readonly last_revision: string;
}

type Found = ReadonlyMap<string, ReadonlyMap<string, PastOperation>>;

/** The index of operations, asked once for all the accounts that ask at the same time. */
export class WaitingLookup implements OperationLookup {
  /** Operations that a process no longer knew by itself. */
  found = 0;
  projectedThrough = 0n;
  private asking: { readonly stream: string; readonly operationId: string }[] = [];
  private answer: Promise<Found> | null = null;

  constructor(private readonly database: DataSource) {}

  async find(stream: string, operationIds: readonly string[]): Promise<ReadonlyMap<string, PastOperation>> {
    this.asking.push(...operationIds.map((operationId) => ({ stream, operationId })));
    this.answer ??= this.ask();
    return (await this.answer).get(stream) ?? new Map();
  }

  async includes(position: bigint): Promise<boolean> {
    return await Promise.resolve(position <= this.projectedThrough);
  }

  private async ask(): Promise<Found> {
    await new Promise(setImmediate); // whoever asks in this turn of the event loop is answered with the rest
    const asking = this.asking;
    [this.asking, this.answer] = [[], null];
    const rows: Row[] = await this.database.query(
      `SELECT stream, operation_id, request_hash, first_revision, last_revision
         FROM unnest($1::text[], $2::text[]) AS asked (stream, operation_id)
         JOIN ${READ_MODELS_SCHEMA}.operations USING (stream, operation_id)`,
      [asking.map(({ stream }) => stream), asking.map(({ operationId }) => operationId)],
    );
    this.found += rows.length;
    const found = new Map<string, Map<string, PastOperation>>();
    for (const row of rows) {
      const ofStream = found.get(row.stream) ?? new Map<string, PastOperation>();
      found.set(row.stream, ofStream.set(row.operation_id, pastOperation(row)));
    }
    return found;
  }
}

function pastOperation(row: Row): PastOperation {
  return {
    requestHash: row.request_hash,
    firstRevision: BigInt(row.first_revision),
    lastRevision: BigInt(row.last_revision),
  };
}
