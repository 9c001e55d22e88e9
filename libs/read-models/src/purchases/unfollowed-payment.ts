/**
 * SQL: whether the purchase in the column `in_flight` is one that nobody follows, because its payment was never
 * asked for or its end was not told. Of any other `UnsettledPurchasesQuery` knows, and the provider tells.
 */
export function isUnfollowed(schema: string): string {
  return `in_flight IS NOT NULL AND NOT EXISTS (
    SELECT FROM ${schema}.purchases
     WHERE purchase_id = in_flight AND status IN ('pending', 'paid') AND payment_reference IS NOT NULL
  )`;
}
