import { columnsOf, ReadModelContradiction, type ProjectionWrite } from '../projecting/projection-write.js';
import type { ChangedHold, HoldChange, OpenedHold } from './holds.projection.js';

/** @throws {ReadModelContradiction} when a hold changed that was never made. */
export async function writeHolds({ opened, changed }: HoldChange, write: ProjectionWrite): Promise<void> {
  await openHolds(opened, write);
  await changeHolds([...changed.values()], write);
}

async function openHolds(rows: readonly OpenedHold[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.holds
       (account_id, hold_id, model, feature, units, unit, rate, multiplier, rate_revision, tokens, drawn,
        unlimited, overage_policy, reserved_at, expires_at, status)
     SELECT *, 'open' FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::numeric[], $6::text[],
       $7::numeric[], $8::numeric[], $9::integer[], $10::numeric[], $11::jsonb[], $12::boolean[],
       $13::text[], $14::timestamptz[], $15::timestamptz[])`,
    columnsOf(rows, ({ accountId, reservation }) => [
      accountId,
      reservation.holdId,
      reservation.model,
      reservation.feature,
      reservation.units,
      reservation.unit,
      reservation.rate,
      reservation.multiplier,
      reservation.rateRevision,
      reservation.tokens,
      JSON.stringify(reservation.drawn),
      reservation.unlimited,
      reservation.overagePolicy,
      reservation.reservedAt,
      reservation.expiresAt,
    ]),
  );
}

async function changeHolds(rows: readonly ChangedHold[], write: ProjectionWrite): Promise<void> {
  if (rows.length === 0) return;
  const written = await write.run(
    `UPDATE ${write.schema}.holds AS hold SET
       expires_at = coalesce(change.expires_at, hold.expires_at),
       status = change.status,
       closed_at = change.closed_at
       FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::timestamptz[])
         AS change (account_id, hold_id, expires_at, status, closed_at)
      WHERE hold.account_id = change.account_id AND hold.hold_id = change.hold_id`,
    columnsOf(rows, (row) => [row.accountId, row.holdId, row.expiresAt, row.status, row.closedAt]),
  );
  if (written !== rows.length) {
    throw new ReadModelContradiction(`Of ${rows.length} holds that changed, ${written} are known.`);
  }
}
