import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';
import type { CorrectionEntry } from './corrections.projection.js';

/**
 * A command can revoke a grant once only. What comes back to it afterwards, when a hold ends or a charge is
 * reversed, is revoked again by itself, with whatever command comes next: that corrects nothing. So of the
 * revocations of one grant the first is the correction, and the others are left out.
 */
export async function writeCorrections(
  corrections: readonly CorrectionEntry[],
  write: ProjectionWrite,
): Promise<void> {
  if (corrections.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.corrections
       (account_id, position, kind, operation_id, model, direction, tokens, grants, revoked_grant_id,
        reversed_operation_id, feature, overdraft_reduced, unlimited, balance_after, reason, actor, corrected_at)
     SELECT account_id, position, kind, operation_id, model, direction, tokens, grants, revoked_grant_id,
        reversed_operation_id, feature, overdraft_reduced, unlimited, balance_after, reason, actor, corrected_at
       FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[],
         $8::jsonb[], $9::text[], $10::text[], $11::text[], $12::numeric[], $13::boolean[], $14::numeric[],
         $15::text[], $16::text[], $17::timestamptz[])
         AS correction (account_id, position, kind, operation_id, model, direction, tokens, grants,
           revoked_grant_id, reversed_operation_id, feature, overdraft_reduced, unlimited, balance_after,
           reason, actor, corrected_at)
      ORDER BY position
     ON CONFLICT (account_id, revoked_grant_id) DO NOTHING`,
    columnsOf(corrections, (entry) => [
      entry.accountId,
      entry.position,
      entry.kind,
      entry.operationId,
      entry.model,
      entry.direction,
      entry.tokens,
      JSON.stringify(entry.grants),
      entry.revokedGrantId,
      entry.reversedOperationId,
      entry.feature,
      entry.overdraftReduced,
      entry.unlimited,
      entry.balanceAfter,
      entry.reason,
      entry.actor,
      entry.correctedAt,
    ]),
  );
}
