import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';
import type { FailedPurchase, NotificationEntry } from './notifications.projection.js';

/** Each once: a grant of rolled-over tokens enters again whenever it gets more. */
export async function writeNotifications(
  entries: readonly NotificationEntry[],
  write: ProjectionWrite,
): Promise<void> {
  if (entries.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.notifications
       (account_id, id, kind, position, at, model, remaining, basis, grant_id)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[], $6::text[],
       $7::numeric[], $8::numeric[], $9::text[])
     ON CONFLICT (account_id, id) DO NOTHING`,
    columnsOf(entries, (entry) => [
      entry.accountId,
      entry.id,
      entry.kind,
      entry.position,
      entry.at,
      entry.model,
      entry.remaining,
      entry.basis,
      entry.grantId,
    ]),
  );
}

/** After the purchases: only their first event names the account. */
export async function writeFailedPurchases(
  failed: readonly FailedPurchase[],
  write: ProjectionWrite,
): Promise<void> {
  if (failed.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.notifications (account_id, id, kind, position, at, purchase_id)
     SELECT purchase.account_id, failed.id, 'purchase-failed', failed.position, failed.at, purchase_id
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[])
         AS failed (purchase_id, id, position, at)
       JOIN ${write.schema}.purchases AS purchase USING (purchase_id)
      ORDER BY failed.position
     ON CONFLICT (account_id, id) DO NOTHING`,
    columnsOf(failed, ({ purchaseId, id, position, at }) => [purchaseId, id, position, at]),
  );
}
