import { formatAmount } from '#libs/ledger';
import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';
import type { BucketChange } from './usage-by-time.projection.js';

export async function writeUsageByTime(
  buckets: readonly BucketChange[],
  write: ProjectionWrite,
): Promise<void> {
  if (buckets.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.usage_buckets (account_id, starts_at, model, feature, tokens, operations)
     SELECT account_id, starts_at, model, feature, 0, 0
       FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[])
         AS used (account_id, starts_at, model, feature)
     ON CONFLICT (account_id, starts_at, model, feature) DO NOTHING`,
    columnsOf(buckets, placeOf),
  );
  await write.run(
    `UPDATE ${write.schema}.usage_buckets AS bucket SET
       tokens = bucket.tokens + change.tokens,
       operations = bucket.operations + change.operations
       FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::numeric[], $6::bigint[])
         AS change (account_id, starts_at, model, feature, tokens, operations)
      WHERE bucket.account_id = change.account_id AND bucket.starts_at = change.starts_at
        AND bucket.model = change.model AND bucket.feature = change.feature`,
    columnsOf(buckets, (bucket) => [...placeOf(bucket), formatAmount(bucket.tokens), bucket.operations]),
  );
}

function placeOf(bucket: BucketChange) {
  return [bucket.accountId, bucket.startsAt.toISOString(), bucket.model, bucket.feature];
}
