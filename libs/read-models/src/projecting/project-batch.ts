/**
 * The one way events come into the read models. Every event of the log is applied once and never again:
 * the checkpoint is locked first, what is at or below it is dropped, and what a batch changes is
 * committed together with the new checkpoint. A batch is applied only if nothing is missing before it.
 */
import type { RecordedEvent } from '#libs/event-store';
import type { DataSource, QueryRunner } from 'typeorm';
import { schemaOf } from '../database/schema-of.js';
import type { Fact } from '../events/fact.js';
import { PoisonEvent } from '../events/poison-event.js';
import { understand } from '../events/understand.js';
import { CheckpointMoved, lockCheckpoint, moveCheckpoint } from './checkpoint.js';
import { projectionWrite } from './projection-write.js';
import { isRefusedByData } from './refused-by-data.js';
import { writeAllProjections } from './write-all-projections.js';

export interface EventBatch {
  /** The position that the events follow on: nothing lies between. Null: from the start of the log. */
  readonly after: bigint | null;
  readonly events: readonly RecordedEvent[];
}

export interface Projected {
  /** The checkpoint after the batch. */
  readonly position: bigint | null;
  /** Events that were not there yet. */
  readonly applied: number;
}

/**
 * @throws {PoisonEvent} when an event cannot be taken in; what comes before it is.
 * @throws {CheckpointMoved} when the checkpoint is behind what the batch follows on.
 */
export async function projectBatch(database: DataSource, batch: EventBatch): Promise<Projected> {
  try {
    const { poison, ...projected } = await applyBatch(database, batch);
    if (poison) throw poison;
    return projected;
  } catch (error) {
    if (!isRefusedByData(error)) throw error;
    return await projectHalves(database, batch, error);
  }
}

/** Postgres refused the data of some event. Halving finds it, and takes in what comes before it. */
async function projectHalves(database: DataSource, batch: EventBatch, refusal: Error): Promise<Projected> {
  const { after, events } = batch;
  const [only] = events;
  if (only && events.length === 1) throw new PoisonEvent(only, refusal.message, { cause: refusal });
  const middle = Math.ceil(events.length / 2);
  const first = await projectBatch(database, { after, events: events.slice(0, middle) });
  const second = await projectBatch(database, {
    after: events[middle - 1]?.position ?? after,
    events: events.slice(middle),
  });
  return { position: second.position, applied: first.applied + second.applied };
}

interface Applied extends Projected {
  readonly poison: PoisonEvent | null;
}

async function applyBatch(database: DataSource, batch: EventBatch): Promise<Applied> {
  const schema = schemaOf(database);
  return await database.transaction(async ({ queryRunner }) => {
    if (!queryRunner) throw new TypeError('A transaction has a query runner.');
    const position = await lockCheckpoint(queryRunner, schema);
    refuseGap(position, batch.after);
    const fresh = batch.events.filter((event) => position === null || event.position > position);
    const { events, facts, poison } = understandUntilPoison(fresh);
    const last = events.at(-1);
    if (!last) return { position, applied: 0, poison };
    await write(queryRunner, schema, events, facts);
    return { position: last.position, applied: events.length, poison };
  });
}

/** Seen when Postgres lost what it had confirmed: restored from a backup, or failed over to an older copy. */
function refuseGap(position: bigint | null, after: bigint | null): void {
  if (after !== null && (position === null || position < after)) {
    throw new CheckpointMoved(`The read models are at ${position}, before ${after} where the batch begins.`);
  }
}

function understandUntilPoison(events: readonly RecordedEvent[]) {
  const facts: Fact[] = [];
  for (const [index, event] of events.entries()) {
    try {
      const fact = understand(event);
      if (fact) facts.push(fact);
    } catch (error) {
      if (!(error instanceof PoisonEvent)) throw error;
      return { events: events.slice(0, index), facts, poison: error };
    }
  }
  return { events, facts, poison: null };
}

async function write(
  runner: QueryRunner,
  schema: string,
  events: readonly RecordedEvent[],
  facts: readonly Fact[],
): Promise<void> {
  const accounts = await writeAllProjections({ events, facts }, projectionWrite(runner, schema));
  const position = events.at(-1)?.position;
  if (position === undefined) return;
  await moveCheckpoint(runner, schema, { position, at: new Date(), accounts });
}
