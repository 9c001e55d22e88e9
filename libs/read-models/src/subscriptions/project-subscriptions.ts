import { evolveSubscription, nextDueAt, paymentInFlight, type Subscription } from '#libs/ledger';
import type { SubscriptionFact } from '../events/fact.js';
import { columnsOf, ReadModelContradiction, type ProjectionWrite } from '../projecting/projection-write.js';

interface ProjectedSubscription {
  readonly state: Subscription;
  readonly position: bigint;
  readonly startedAt: string;
}

type Subscriptions = Map<string, ProjectedSubscription>;

/**
 * Takes in a batch: what the ledger would make of the events is what is kept.
 * @returns the accounts whose subscriptions changed.
 * @throws {ReadModelContradiction} when a subscription went on that was never started.
 */
export async function projectSubscriptions(
  facts: readonly SubscriptionFact[],
  write: ProjectionWrite,
): Promise<readonly string[]> {
  if (facts.length === 0) return [];
  const ids = [...new Set(facts.map(({ subscriptionId }) => subscriptionId))];
  const subscriptions = await read(ids, write);
  for (const fact of facts) evolve(fact, subscriptions);
  const changed = ids.flatMap((id) => subscriptions.get(id) ?? []);
  await upsert(changed, write);
  return changed.map(({ state }) => state.accountId);
}

function evolve({ subscriptionId, event, position }: SubscriptionFact, subscriptions: Subscriptions): void {
  const before = subscriptions.get(subscriptionId);
  const state = evolveSubscription(before?.state ?? null, event);
  if (!state) throw new ReadModelContradiction(`The subscription ${subscriptionId} was never started.`);
  const started =
    event.type === 'SubscriptionStarted' ? { position, startedAt: event.data.startedAt } : before;
  if (started) subscriptions.set(subscriptionId, { ...started, state });
}

async function read(ids: readonly string[], { manager, schema }: ProjectionWrite): Promise<Subscriptions> {
  const rows: { id: string; state: Subscription; position: string; started_at: Date }[] = await manager.query(
    `SELECT subscription_id AS id, state, position, started_at
       FROM ${schema}.subscriptions WHERE subscription_id = ANY($1::text[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, state, position, started_at }) => [
      id,
      { state, position: BigInt(position), startedAt: started_at.toISOString() },
    ]),
  );
}

async function upsert(changed: readonly ProjectedSubscription[], write: ProjectionWrite): Promise<void> {
  await write.run(
    `INSERT INTO ${write.schema}.subscriptions
       (subscription_id, account_id, position, state, started_at, due_at, in_flight)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::jsonb[], $5::timestamptz[],
       $6::timestamptz[], $7::text[])
     ON CONFLICT (subscription_id) DO UPDATE SET
       state = excluded.state, due_at = excluded.due_at, in_flight = excluded.in_flight`,
    columnsOf(changed, ({ state, position, startedAt }) => [
      state.subscriptionId,
      state.accountId,
      position,
      JSON.stringify(state),
      startedAt,
      nextDueAt(state)?.toISOString() ?? null,
      paymentInFlight(state)?.purchaseId ?? null,
    ]),
  );
}
