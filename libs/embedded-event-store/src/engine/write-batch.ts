import type { BatchPlan } from './batch-plan.js';
import { copyEvents, encodeRows } from './binary-copy.js';
import type { WriterSession } from './writer-session.js';

const insertStreams =
  'INSERT INTO event_log.streams (id, name) SELECT * FROM unnest($1::integer[], $2::text[])';

/** All of the batch or nothing, with one fsync. */
export async function writeBatch(session: WriterSession, { rows, newStreams }: BatchPlan): Promise<void> {
  if (rows.length === 0) return;
  const encoded = encodeRows(rows);
  if (newStreams.length === 0) return await session.copy(copyEvents, encoded); // a transaction by itself
  try {
    await session.execute('BEGIN');
    await session.execute(insertStreams, [
      newStreams.map(({ id }) => id),
      newStreams.map(({ name }) => name),
    ]);
    await session.copy(copyEvents, encoded);
    await session.execute('COMMIT');
  } catch (error) {
    if (!session.isLost) await session.execute('ROLLBACK');
    throw error;
  }
}
