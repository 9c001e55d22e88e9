import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';
import type { OperationRow } from './operation.entity.js';

/** The events of one operation may come in two batches: the first occurrence stays, the end moves on. */
export async function writeOperations(
  operations: readonly OperationRow[],
  write: ProjectionWrite,
): Promise<void> {
  if (operations.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.operations AS operation
       (stream, operation_id, request_hash, first_revision, last_revision, position)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
     ON CONFLICT (stream, operation_id) DO UPDATE SET
       last_revision = greatest(operation.last_revision, excluded.last_revision)`,
    columnsOf(operations, (row) => [
      row.stream,
      row.operationId,
      row.requestHash,
      row.firstRevision,
      row.lastRevision,
      row.position,
    ]),
  );
}
