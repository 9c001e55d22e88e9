/**
 * Makes the read models anew from the log, beside the ones that serve, and swaps them in. Whoever reads sees the
 * old ones or the new ones, never parts of both; nothing is projected onto the old ones once they are measured.
 * An interrupted rebuild leaves the serving ones untouched, and the next one begins from nothing.
 */
import type { EventStore } from '#libs/event-store';
import pg from 'pg';
import {
  migrateReadModels,
  READ_MODELS_SCHEMA,
  readModelsDataSource,
} from '../database/read-models-database.js';
import { NextReadModels, type RebuildProgress } from './next-read-models.js';
import { NEXT_SCHEMA, PREVIOUS_SCHEMA } from './schemas.js';
import { swapReadModels } from './swap-read-models.js';

export interface RebuildOptions {
  readonly databaseUrl: string;
  readonly eventStore: EventStore;
  /** After every batch. */
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Ends the rebuild; what serves stays as it is. */
  readonly signal?: AbortSignal;
}

export interface Rebuilt {
  readonly events: number;
  /** Of the last event in the new read models; null when the log is empty. */
  readonly position: bigint | null;
}

export class RebuildUnderWay extends Error {
  override readonly name = 'RebuildUnderWay';

  constructor() {
    super('The read models are being rebuilt already.');
  }
}

/** @throws {RebuildUnderWay} when another process is at it. */
export async function rebuildReadModels(options: RebuildOptions): Promise<Rebuilt> {
  const { databaseUrl } = options;
  const lock = new pg.Client({ connectionString: databaseUrl, application_name: 'token-ledger rebuild' });
  lock.on('error', () => undefined); // the next statement says so
  await lock.connect();
  try {
    await takeRebuildLock(lock);
    await dropLeftovers(lock);
    await migrateReadModels(databaseUrl, READ_MODELS_SCHEMA);
    await migrateReadModels(databaseUrl, NEXT_SCHEMA);
    const rebuilt = await fillAndSwap(options);
    await dropLeftovers(lock);
    return rebuilt;
  } finally {
    await lock.end();
  }
}

async function fillAndSwap({
  databaseUrl,
  eventStore,
  onProgress,
  signal,
}: RebuildOptions): Promise<Rebuilt> {
  const database = await readModelsDataSource(databaseUrl, NEXT_SCHEMA).initialize();
  const next = new NextReadModels({ database, eventStore, onProgress, signal });
  try {
    await next.catchUp();
    await swapReadModels(databaseUrl, next);
    return { events: next.events, position: next.position };
  } finally {
    await next.close();
    await database.destroy();
  }
}

async function takeRebuildLock(lock: pg.Client): Promise<void> {
  const { rows } = await lock.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended('token-ledger rebuild', 0)) AS taken`,
  );
  if (rows[0]?.taken !== true) throw new RebuildUnderWay();
}

/** Of a rebuild that was interrupted, or of this one after the swap. */
async function dropLeftovers(lock: pg.Client): Promise<void> {
  await lock.query(`DROP SCHEMA IF EXISTS ${NEXT_SCHEMA}, ${PREVIOUS_SCHEMA} CASCADE`);
}
