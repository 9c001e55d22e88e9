import { formatAmount } from '#libs/ledger';
import { columnsOf, ReadModelContradiction, type ProjectionWrite } from '../projecting/projection-write.js';
import {
  ALLOCATION_TERMS,
  type AllocationChange,
  type BalanceChange,
  type Credited,
  type EnteredGrant,
  type GrantChange,
} from './balance-changes.js';

/** @throws {ReadModelContradiction} when a grant changed that never entered. */
export async function writeBalances(change: BalanceChange, write: ProjectionWrite): Promise<void> {
  const allocations = [...change.allocations.values()];
  await openAllocations(allocations, write);
  await changeAllocations(allocations, write);
  await enterGrants([...change.entered.values()], write);
  await changeGrants([...change.grants.values()], write);
}

async function openAllocations(rows: readonly AllocationChange[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.allocations
       (account_id, model, granted, spent, expired, revoked, held, unlimited, unlimited_spent)
     SELECT account_id, model, 0, 0, 0, 0, 0, false, 0
       FROM unnest($1::text[], $2::text[]) AS opened (account_id, model)
     ON CONFLICT (account_id, model) DO NOTHING`,
    columnsOf(rows, (row) => [row.accountId, row.model]),
  );
}

const remaining =
  '(allocation.granted - allocation.spent - allocation.expired - allocation.revoked + change.credited_remaining)';

/** After the latest credit of the batch, without what goes to an overdraft; null: there was none. As `credited` in the ledger. */
const leftToSpend = `(${remaining} - least(allocation.overdrawn + change.credited_overdrawn,
  ${remaining} - allocation.held - change.credited_held))`;

function creditedColumns(credited: Credited | null): readonly (string | null)[] {
  if (credited === null) return [null, null, null];
  return [credited.remaining, credited.held, credited.overdrawn].map(formatAmount);
}

async function changeAllocations(rows: readonly AllocationChange[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  await write.run(
    `UPDATE ${write.schema}.allocations AS allocation SET
       granted = allocation.granted + change.granted,
       held = allocation.held + change.held,
       spent = allocation.spent + change.spent,
       expired = allocation.expired + change.expired,
       revoked = allocation.revoked + change.revoked,
       unlimited_spent = allocation.unlimited_spent + change.unlimited_spent,
       overdrawn = allocation.overdrawn + change.overdrawn,
       unlimited = coalesce(change.unlimited, allocation.unlimited),
       overdraft_limit = coalesce(change.overdraft_limit, allocation.overdraft_limit),
       alert_level = coalesce(change.alert_level, allocation.alert_level),
       alert_basis = coalesce(${leftToSpend}, allocation.alert_basis)
       FROM unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[],
         $7::numeric[], $8::numeric[], $9::numeric[], $10::boolean[], $11::numeric[], $12::smallint[],
         $13::numeric[], $14::numeric[], $15::numeric[])
         AS change (account_id, model, granted, held, spent, expired, revoked, unlimited_spent, overdrawn,
           unlimited, overdraft_limit, alert_level, credited_remaining, credited_held, credited_overdrawn)
      WHERE allocation.account_id = change.account_id AND allocation.model = change.model`,
    columnsOf(rows, (row) => [
      row.accountId,
      row.model,
      ...ALLOCATION_TERMS.map((term) => formatAmount(row.terms[term])),
      row.unlimited,
      row.overdraftLimit === null ? null : formatAmount(row.overdraftLimit),
      row.alertLevel,
      ...creditedColumns(row.credited),
    ]),
  );
}

/** A grant of rolled-over tokens may enter more than once: it gets more each time. */
async function enterGrants(rows: readonly EnteredGrant[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.grants AS known
       (account_id, grant_id, model, source, label, amount, remaining, priority, revision, item,
        granted_at, effective_from, expires_at, rollover, scheduled)
     SELECT account_id, grant_id, model, source, label, amount, amount, priority, revision, item,
        granted_at, effective_from, expires_at, rollover, scheduled
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::integer[],
         $8::bigint[], $9::integer[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[],
         $13::jsonb[], $14::boolean[])
         AS entered (account_id, grant_id, model, source, label, amount, priority, revision, item,
           granted_at, effective_from, expires_at, rollover, scheduled)
     ON CONFLICT (account_id, grant_id) DO UPDATE SET
       amount = known.amount + excluded.amount,
       remaining = known.remaining + excluded.remaining`,
    columnsOf(rows, (row) => [
      row.accountId,
      row.grantId,
      row.model,
      row.source,
      row.label,
      formatAmount(row.amount),
      row.priority,
      row.revision,
      row.item,
      row.grantedAt,
      row.effectiveFrom,
      row.expiresAt,
      row.rollover,
      row.scheduled,
    ]),
  );
}

async function changeGrants(rows: readonly GrantChange[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  const written = await write.run(
    `UPDATE ${write.schema}.grants AS known SET
       remaining = known.remaining + change.remaining,
       rolled_over = known.rolled_over + change.rolled_over,
       scheduled = known.scheduled AND NOT change.took_effect,
       revoked_for = coalesce(change.revoked_for, known.revoked_for)
       FROM unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[], $5::boolean[], $6::text[])
         AS change (account_id, grant_id, remaining, rolled_over, took_effect, revoked_for)
      WHERE known.account_id = change.account_id AND known.grant_id = change.grant_id`,
    columnsOf(rows, (row) => [
      row.accountId,
      row.grantId,
      formatAmount(row.remaining),
      formatAmount(row.rolledOver),
      row.tookEffect,
      row.revokedFor,
    ]),
  );
  if (written !== rows.length) {
    throw new ReadModelContradiction(`Of ${rows.length} grants that changed, ${written} are known.`);
  }
}
