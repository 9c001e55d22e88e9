import { coolingDownUntil, evolveTopUp, initialTopUp, type TopUp } from '#libs/ledger';
import type { TopUpFact } from '../events/fact.js';
import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';

/**
 * Takes in a batch: what the ledger would make of the events is what is kept.
 * @returns the accounts whose top-ups changed.
 */
export async function projectTopUps(
  facts: readonly TopUpFact[],
  write: ProjectionWrite,
): Promise<readonly string[]> {
  if (facts.length === 0) return [];
  const accountIds = [...new Set(facts.map(({ accountId }) => accountId))];
  const topUps = await read(accountIds, write);
  for (const { accountId, event } of facts) {
    topUps.set(accountId, evolveTopUp(topUps.get(accountId) ?? initialTopUp, event));
  }
  await upsert([...topUps], write);
  return accountIds;
}

async function read(
  accountIds: readonly string[],
  { manager, schema }: ProjectionWrite,
): Promise<Map<string, TopUp>> {
  const rows: { account_id: string; state: TopUp }[] = await manager.query(
    `SELECT account_id, state FROM ${schema}.top_ups WHERE account_id = ANY($1::text[])`,
    [accountIds],
  );
  return new Map(rows.map(({ account_id: accountId, state }) => [accountId, state]));
}

const BEGINNING_OF_TIME = new Date(0);

async function upsert(topUps: readonly (readonly [string, TopUp])[], write: ProjectionWrite): Promise<void> {
  await write.run(
    `INSERT INTO ${write.schema}.top_ups
       (account_id, state, watched, model, threshold, not_before, in_flight)
     SELECT * FROM unnest($1::text[], $2::jsonb[], $3::boolean[], $4::text[], $5::numeric[],
       $6::timestamptz[], $7::text[])
     ON CONFLICT (account_id) DO UPDATE SET
       state = excluded.state, watched = excluded.watched, model = excluded.model,
       threshold = excluded.threshold, not_before = excluded.not_before, in_flight = excluded.in_flight`,
    columnsOf(topUps, ([accountId, topUp]) => [
      accountId,
      JSON.stringify(topUp),
      isWatched(topUp),
      ...wantedBy(topUp),
      coolingDownUntil(topUp, BEGINNING_OF_TIME)?.toISOString() ?? null,
      topUp.inFlight?.purchaseId ?? null,
    ]),
  );
}

function wantedBy({ settings }: TopUp): readonly [string | null, string | null] {
  return settings ? [settings.model, settings.threshold] : [null, null];
}

/** Whether a low balance would have something bought. */
function isWatched({ settings, method, paused, inFlight }: TopUp): boolean {
  return settings?.enabled === true && method !== null && paused === null && inFlight === null;
}
