import { formatAmount } from '#libs/ledger';
import { columnsOf, ReadModelContradiction, type ProjectionWrite } from '../projecting/projection-write.js';
import type { ChargeEntry, Reversal, UsageHistoryChange } from './usage-history.projection.js';

/** @throws {ReadModelContradiction} when a charge was reversed that is not there. */
export async function writeUsageHistory(
  { charges, reversals }: UsageHistoryChange,
  write: ProjectionWrite,
): Promise<void> {
  await writeCharges(charges, write);
  await writeReversals([...reversals.values()], write);
}

async function writeCharges(entries: readonly ChargeEntry[], write: ProjectionWrite): Promise<void> {
  if (entries.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.consumptions
       (account_id, position, operation_id, model, feature, units, unit, rate, rate_revision, tokens,
        drawn, unlimited, balance_before, balance_after, consumed_at, multiplier, overdrawn, hold_id,
        held, returned, uncollected)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::numeric[],
       $7::text[], $8::numeric[], $9::integer[], $10::numeric[], $11::jsonb[], $12::boolean[],
       $13::numeric[], $14::numeric[], $15::timestamptz[], $16::numeric[], $17::numeric[], $18::text[],
       $19::numeric[], $20::jsonb[], $21::numeric[])`,
    columnsOf(entries, ({ accountId, position, receipt }) => [
      accountId,
      position,
      receipt.operationId,
      receipt.model,
      receipt.feature,
      receipt.units,
      receipt.unit,
      receipt.rate,
      receipt.rateRevision,
      receipt.tokens,
      JSON.stringify(receipt.drawn),
      receipt.unlimited,
      receipt.balanceBefore,
      receipt.balanceAfter,
      receipt.chargedAt,
      receipt.multiplier,
      receipt.overdrawn,
      receipt.holdId,
      receipt.held,
      JSON.stringify(receipt.returned),
      receipt.uncollected,
    ]),
  );
}

async function writeReversals(rows: readonly Reversal[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  const written = await write.run(
    `UPDATE ${write.schema}.consumptions AS charge SET reversed = charge.reversed + reversal.tokens
       FROM unnest($1::text[], $2::text[], $3::numeric[]) AS reversal (account_id, operation_id, tokens)
      WHERE charge.account_id = reversal.account_id AND charge.operation_id = reversal.operation_id`,
    columnsOf(rows, (row) => [row.accountId, row.operationId, formatAmount(row.tokens)]),
  );
  if (written !== rows.length) {
    throw new ReadModelContradiction(`Of ${rows.length} charges that were reversed, ${written} are known.`);
  }
}
