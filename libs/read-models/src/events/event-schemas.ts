import type { AccountEvent, ModelEvent, RateEvent } from '#libs/ledger';
import { z } from 'zod';
import type { Schemas } from './schemas.js';
import * as accounts from './account-events.schema.js';
import * as corrections from './correction-events.schema.js';
import * as holds from './hold-events.schema.js';
import * as limits from './limit-events.schema.js';
import { packageSchemas, purchaseSchemas } from './store-events.schema.js';
import { subscriptionSchemas } from './subscription-events.schema.js';
import { topUpSchemas } from './top-up-events.schema.js';
import { modelDefinedSchema, rateChangedSchema } from './catalog-events.schema.js';

export const accountSchemas: Schemas<AccountEvent> = {
  TokensGranted: accounts.tokensGrantedSchema,
  TokensPurchased: accounts.tokensPurchasedSchema,
  GrantTookEffect: accounts.grantTookEffectSchema,
  TokensConsumed: accounts.tokensConsumedSchema,
  TokensExpired: accounts.tokensExpiredSchema,
  TokensRolledOver: accounts.tokensRolledOverSchema,
  TokensReserved: holds.tokensReservedSchema,
  HoldExtended: holds.holdExtendedSchema,
  HoldSettled: holds.holdSettledSchema,
  HoldReleased: holds.holdReleasedSchema,
  HoldExpired: holds.holdExpiredSchema,
  ConsumptionReversed: corrections.consumptionReversedSchema,
  BalanceAdjusted: corrections.balanceAdjustedSchema,
  TokensRevoked: corrections.tokensRevokedSchema,
  OverdraftLimitSet: limits.overdraftLimitSetSchema,
  OverdraftRepaid: limits.overdraftRepaidSchema,
  SpendingCapsSet: limits.spendingCapsSetSchema,
  TimeZoneSet: limits.timeZoneSetSchema,
  SpendingFrozen: limits.spendingFrozenSchema,
  SpendingUnfrozen: limits.spendingUnfrozenSchema,
  BalanceThresholdCrossed: limits.balanceThresholdCrossedSchema,
  BalanceThresholdRecovered: limits.balanceThresholdRecoveredSchema,
  AllocationMadeUnlimited: accounts.allocationMadeUnlimitedSchema,
  AllocationMadeLimited: accounts.allocationMadeLimitedSchema,
};
export const rateSchemas: Schemas<RateEvent> = { RateChanged: rateChangedSchema };
export const modelSchemas: Schemas<ModelEvent> = { ModelDefined: modelDefinedSchema };

/**
 * The data of every event as JSON Schema (draft 2020-12), by type. Members that later versions add are
 * allowed; members that earlier versions lacked are filled in on read, so they are required here.
 */
export function eventJsonSchemas(): Readonly<Record<string, object>> {
  const schemas = {
    ...accountSchemas,
    ...rateSchemas,
    ...modelSchemas,
    ...packageSchemas,
    ...purchaseSchemas,
    ...subscriptionSchemas,
    ...topUpSchemas,
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([type, schema]) => [
      type,
      { title: type, ...z.toJSONSchema(schema, { io: 'input', reused: 'inline' }) },
    ]),
  );
}
