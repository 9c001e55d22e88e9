import { formatAmount } from '#libs/ledger';
import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';
import type { BucketChange } from './usage-by-time.projection.js';

export async function writeUsageByTime(
  buckets: readonly BucketChange[],
  write: ProjectionWrite,
): Promise<void> {
  if (buckets.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.usage_buckets AS bucket
       (account_id, starts_at, model, feature, tokens, operations)
     SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::numeric[], $6::bigint[])
     ON CONFLICT (account_id, starts_at, model, feature) DO UPDATE SET
       tokens = bucket.tokens + excluded.tokens,
       operations = bucket.operations + excluded.operations`,
    columnsOf(buckets, (bucket) => [
      bucket.accountId,
      bucket.startsAt.toISOString(),
      bucket.model,
      bucket.feature,
      formatAmount(bucket.tokens),
      bucket.operations,
    ]),
  );
}
