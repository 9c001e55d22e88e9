import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';
import type { ConsumptionEntry } from './usage-history.projection.js';

export async function writeUsageHistory(
  entries: readonly ConsumptionEntry[],
  write: ProjectionWrite,
): Promise<void> {
  if (entries.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.consumptions
       (account_id, position, operation_id, model, feature, units, unit, rate, rate_revision, tokens,
        drawn, unlimited, balance_before, balance_after, consumed_at)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::numeric[],
       $7::text[], $8::numeric[], $9::integer[], $10::numeric[], $11::jsonb[], $12::boolean[],
       $13::numeric[], $14::numeric[], $15::timestamptz[])`,
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
      receipt.consumedAt,
    ]),
  );
}
