import { formatAmount, subtract } from '#libs/ledger';
import { columnsOf, ReadModelContradiction, type ProjectionWrite } from '../projecting/projection-write.js';
import type { AllocationChange, BalanceChange, DrawnGrant, EnteredGrant } from './balances.projection.js';

/** @throws {ReadModelContradiction} when tokens were drawn from a grant that never entered. */
export async function writeBalances(change: BalanceChange, write: ProjectionWrite): Promise<void> {
  const allocations = [...change.allocations.values()];
  await addToAllocations(allocations, write);
  await switchUnlimited(allocations, write);
  await enterGrants([...change.entered.values()], write);
  await drawFromGrants([...change.drawn.values()], write);
}

async function addToAllocations(rows: readonly AllocationChange[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.allocations AS allocation
       (account_id, model, granted, spent, expired, revoked, held, unlimited, unlimited_spent)
     SELECT account_id, model, granted, spent, expired, 0, 0, false, unlimited_spent
       FROM unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[])
         AS change (account_id, model, granted, spent, expired, unlimited_spent)
     ON CONFLICT (account_id, model) DO UPDATE SET
       granted = allocation.granted + excluded.granted,
       spent = allocation.spent + excluded.spent,
       expired = allocation.expired + excluded.expired,
       unlimited_spent = allocation.unlimited_spent + excluded.unlimited_spent`,
    columnsOf(rows, (row) => [
      row.accountId,
      row.model,
      formatAmount(row.granted),
      formatAmount(row.spent),
      formatAmount(row.expired),
      formatAmount(row.unlimitedSpent),
    ]),
  );
}

async function switchUnlimited(rows: readonly AllocationChange[], write: ProjectionWrite): Promise<void> {
  const switched = rows.filter((row) => row.unlimited !== null);
  if (switched.length === 0) return;
  await write.run(
    `UPDATE ${write.schema}.allocations AS allocation SET unlimited = change.unlimited
       FROM unnest($1::text[], $2::text[], $3::boolean[]) AS change (account_id, model, unlimited)
      WHERE allocation.account_id = change.account_id AND allocation.model = change.model`,
    columnsOf(switched, (row) => [row.accountId, row.model, row.unlimited]),
  );
}

async function enterGrants(rows: readonly EnteredGrant[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.grants
       (account_id, grant_id, model, source, label, amount, remaining, priority, revision, item,
        granted_at, expires_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[],
       $7::numeric[], $8::integer[], $9::bigint[], $10::integer[], $11::timestamptz[], $12::timestamptz[])`,
    columnsOf(rows, (row) => [
      row.accountId,
      row.grantId,
      row.model,
      row.source,
      row.label,
      formatAmount(row.amount),
      formatAmount(subtract(row.amount, row.drawn)),
      row.priority,
      row.revision,
      row.item,
      row.grantedAt,
      row.expiresAt,
    ]),
  );
}

async function drawFromGrants(rows: readonly DrawnGrant[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  const written = await write.run(
    `UPDATE ${write.schema}.grants AS held SET remaining = held.remaining - draw.tokens
       FROM unnest($1::text[], $2::text[], $3::numeric[]) AS draw (account_id, grant_id, tokens)
      WHERE held.account_id = draw.account_id AND held.grant_id = draw.grant_id`,
    columnsOf(rows, (row) => [row.accountId, row.grantId, formatAmount(row.tokens)]),
  );
  if (written !== rows.length) {
    throw new ReadModelContradiction(`Of ${rows.length} grants drawn from, ${written} are known.`);
  }
}
