import type { DataSource, QueryRunner } from 'typeorm';
import { CHECKPOINT_NAME } from '../database/checkpoint.entity.js';
import { schemaOf } from '../database/schema-of.js';
import { writeNotice, type ProjectedNotice } from './projected-notice.js';

/** Nothing can be projected onto what is there; going on from the checkpoint as it is will help. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/** Locks the checkpoint until the transaction ends: whoever else projects waits, and then sees what was done. */
export async function lockCheckpoint(runner: QueryRunner, schema: string): Promise<bigint | null> {
  return await selectCheckpoint(runner, schema, 'FOR UPDATE');
}

export async function checkpointOf(database: DataSource): Promise<bigint | null> {
  return await selectCheckpoint(database, schemaOf(database), '');
}

async function selectCheckpoint(
  connection: DataSource | QueryRunner,
  schema: string,
  lock: '' | 'FOR UPDATE',
): Promise<bigint | null> {
  const rows: { position: string | null }[] = await connection.query(
    `SELECT position FROM ${schema}.checkpoints WHERE name = $1 ${lock}`,
    [CHECKPOINT_NAME],
  );
  const [row] = rows;
  if (!row) throw new CheckpointMoved(`${schema} has no checkpoint ${CHECKPOINT_NAME}.`);
  return row.position === null ? null : BigInt(row.position);
}

/** Listeners hear of it when the transaction commits, and never when it does not. */
export async function moveCheckpoint(
  runner: QueryRunner,
  schema: string,
  notice: ProjectedNotice,
): Promise<void> {
  await runner.query(
    `WITH moved AS (
       UPDATE ${schema}.checkpoints SET position = $2, updated_at = $3 WHERE name = $1 RETURNING 1
     )
     SELECT pg_notify($4, $5) FROM moved`,
    [CHECKPOINT_NAME, notice.position.toString(), notice.at.toISOString(), schema, writeNotice(notice)],
  );
}
