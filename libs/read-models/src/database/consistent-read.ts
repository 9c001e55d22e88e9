import type { AsOf } from '#libs/contract';
import type { DataSource, EntityManager } from 'typeorm';
import { cancellable } from './cancellable.js';
import { CHECKPOINT_NAME, checkpointEntity } from './checkpoint.entity.js';
import { schemaOf } from './schema-of.js';

export interface ReadModelView {
  readonly manager: EntityManager;
  readonly schema: string;
  /** The checkpoint that everything read here belongs to. */
  readonly asOf: AsOf;
}

/**
 * All statements of an answer see the same moment, so that an answer always adds up.
 * The lock comes before the snapshot: a rebuild is swapped in before or after an answer, never within.
 *
 * @param signal aborted when nobody wants the answer any more: the database stops working on it.
 */
export async function readConsistently<T>(
  database: DataSource,
  read: (view: ReadModelView) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const schema = schemaOf(database);
  return await database.transaction('REPEATABLE READ', async (manager) => {
    await manager.query(`LOCK TABLE ${schema}.checkpoints IN ACCESS SHARE MODE`);
    const answer = async () => await read({ manager, schema, asOf: await readAsOf(manager) });
    return await (signal ? cancellable(manager, signal, answer) : answer());
  });
}

async function readAsOf(manager: EntityManager): Promise<AsOf> {
  const checkpoint = await manager.findOneByOrFail(checkpointEntity, { name: CHECKPOINT_NAME });
  return { position: (checkpoint.position ?? 0n).toString(), at: checkpoint.updatedAt.toISOString() };
}
