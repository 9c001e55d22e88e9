import type { NotificationKind } from '#libs/contract';

/** Up to where somebody has read: what came later, in the log or by the clock, is not. */
export interface ReadMark {
  readonly position: bigint;
  readonly at: Date;
}

/** Whoever looks: which kinds they want to see, and what they have read. */
export interface NotificationReader {
  readonly kinds: readonly NotificationKind[];
  readonly through: ReadMark | null;
  /** Read one by one, after that. */
  readonly ids: readonly string[];
}

/** What would be lost if the grant expired now: what its rule lets go on is not. */
const LAPSING = `grants.remaining - CASE grants.rollover->>'rule'
    WHEN 'all' THEN grants.remaining
    WHEN 'capped' THEN greatest((grants.rollover->>'cap')::numeric - grants.rolled_over, 0)
    ELSE 0 END`;

/**
 * SQL: what there is to be told of an account ($1) at a moment ($2), to whoever wants some kinds ($3) and has read
 * up to a place in the log ($4) and a moment ($5), and single ones ($6). An expiry is known from the entry of its
 * grant on and told when a week is left, so it is read only when both lie before the mark.
 */
export function listedNotifications(schema: string): string {
  return `
    SELECT told.*, lapsing.tokens AS lapsing, lapsing.expires_at,
        coalesce(told.position <= $4::bigint AND (told.kind <> 'expiring-soon' OR told.at <= $5::timestamptz), false)
          OR told.id = ANY($6::text[]) AS is_read
      FROM ${schema}.notifications AS told
      LEFT JOIN LATERAL (
        SELECT ${LAPSING} AS tokens, grants.expires_at
          FROM ${schema}.grants
          JOIN ${schema}.allocations USING (account_id, model)
         WHERE grants.account_id = told.account_id AND grants.grant_id = told.grant_id
           AND grants.expires_at > $2::timestamptz AND NOT allocations.unlimited
      ) AS lapsing ON true
     WHERE told.account_id = $1 AND told.kind = ANY($3::text[])
       AND (told.kind <> 'expiring-soon' OR (told.at <= $2::timestamptz AND lapsing.tokens > 0))`;
}

export function listedParameters(
  accountId: string,
  { kinds, through, ids }: NotificationReader,
  now: Date,
): readonly unknown[] {
  return [accountId, now, kinds, through?.position.toString() ?? null, through?.at ?? null, ids];
}
