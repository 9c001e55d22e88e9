import { READ_MODELS_SCHEMA } from '../database/read-models-database.js';

export interface PastUsage {
  readonly accountId: string;
  readonly count: number;
  /** Of the newest; each is so many seconds older than the one after it. */
  readonly until: Date;
  readonly apartSeconds: number;
  readonly models: readonly string[];
  readonly features: readonly string[];
}

type Run = (statement: string, parameters: unknown[]) => Promise<unknown>;

/**
 * Puts charges straight into the read models, and their sums: a hundred thousand take seconds, where the ledger would
 * take minutes. The n-th takes n % 97 + 1.5 tokens and stands at position n. They are in no log: a rebuild forgets them.
 */
export async function writePastUsage(run: Run, usage: PastUsage): Promise<void> {
  const { accountId, count, until, apartSeconds, models, features } = usage;
  await run(
    `INSERT INTO ${READ_MODELS_SCHEMA}.consumptions
       (account_id, position, operation_id, model, feature, units, unit, rate, rate_revision, tokens,
        drawn, unlimited, balance_before, balance_after, consumed_at)
     SELECT $1, n, 'past-' || n, ($5::text[])[n % cardinality($5::text[]) + 1],
            ($6::text[])[n / 7 % cardinality($6::text[]) + 1], n % 97 + 1.5, 'word', 1, 0, n % 97 + 1.5,
            '[]', true, 0, 0, $3::timestamptz - ($2 - n) * $4 * interval '1 second'
       FROM generate_series(1, $2::integer) AS n`,
    [accountId, count, until.toISOString(), apartSeconds, models, features],
  );
  await run(
    `INSERT INTO ${READ_MODELS_SCHEMA}.usage_buckets (account_id, starts_at, model, feature, tokens, operations)
     SELECT account_id, to_timestamp(floor(extract(epoch FROM consumed_at) / 900) * 900), model, feature,
            sum(tokens), count(*)
       FROM ${READ_MODELS_SCHEMA}.consumptions WHERE account_id = $1
      GROUP BY 1, 2, 3, 4`,
    [accountId],
  );
}
