import { columnsOf, ReadModelContradiction, type ProjectionWrite } from '../projecting/projection-write.js';
import type { PurchasesChange } from './purchases.projection.js';

/**
 * @returns the accounts whose purchases changed.
 * @throws {ReadModelContradiction} when a purchase went on that was never started.
 */
export async function writePurchases(
  { started, advanced }: PurchasesChange,
  write: ProjectionWrite,
): Promise<readonly string[]> {
  if (started.length > 0) await insertStarted(started, write);
  const touched = advanced.length > 0 ? await updateAdvanced(advanced, write) : [];
  return [...started.map(({ accountId }) => accountId), ...touched];
}

async function insertStarted(started: PurchasesChange['started'], write: ProjectionWrite): Promise<void> {
  await write.run(
    `INSERT INTO ${write.schema}.purchases
       (purchase_id, account_id, position, package_id, package_version, package_name, kind, units, items,
        price_minor_units, currency, origin, subscription_id, started_at, status)
     SELECT *, 'pending' FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::int[], $6::text[],
       $7::text[], $8::int[], $9::jsonb[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::timestamptz[])`,
    columnsOf(started, (each) => [
      each.purchaseId,
      each.accountId,
      each.position,
      each.packageId,
      each.packageVersion,
      each.packageName,
      each.kind,
      each.units,
      JSON.stringify(each.items.map(({ model, tokens }) => ({ model, tokens }))),
      each.price.minorUnits,
      each.price.currency,
      each.origin,
      each.subscriptionId,
      each.startedAt,
    ]),
  );
}

async function updateAdvanced(
  advanced: PurchasesChange['advanced'],
  write: ProjectionWrite,
): Promise<readonly string[]> {
  const written = await write.run(
    `UPDATE ${write.schema}.purchases AS purchase SET
       status = coalesce(change.status, purchase.status),
       checkout_url = coalesce(change.checkout_url, purchase.checkout_url),
       payment_reference = CASE WHEN purchase.paid_at IS NULL
         THEN coalesce(change.payment_reference, purchase.payment_reference)
         ELSE purchase.payment_reference END,
       payable_until = coalesce(change.payable_until, purchase.payable_until),
       paid_at = coalesce(change.paid_at, purchase.paid_at),
       paid_again_at = coalesce(change.paid_again_at, purchase.paid_again_at),
       ended_at = CASE WHEN change.status IS NULL THEN purchase.ended_at ELSE change.ended_at END,
       failure = CASE WHEN change.status IS NULL THEN purchase.failure ELSE change.failure END,
       failure_message =
         CASE WHEN change.status IS NULL THEN purchase.failure_message ELSE change.failure_message END
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
       $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[])
       AS change (purchase_id, status, checkout_url, payment_reference, payable_until, paid_at, paid_again_at,
         ended_at, failure, failure_message)
     WHERE purchase.purchase_id = change.purchase_id`,
    columnsOf(advanced, (each) => [
      each.purchaseId,
      each.status,
      each.checkoutUrl,
      each.paymentReference,
      each.payableUntil,
      each.paidAt,
      each.paidAgainAt,
      each.endedAt,
      each.failure,
      each.failureMessage,
    ]),
  );
  if (written !== advanced.length) {
    throw new ReadModelContradiction(`Of ${advanced.length} purchases that went on, ${written} are known.`);
  }
  const rows: { account_id: string }[] = await write.manager.query(
    `SELECT DISTINCT account_id FROM ${write.schema}.purchases WHERE purchase_id = ANY($1::text[])`,
    [advanced.map(({ purchaseId }) => purchaseId)],
  );
  return rows.map((row) => row.account_id);
}
