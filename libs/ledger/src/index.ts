export * from './account/account.js';
export * from './account/account-decider.js';
export * from './account/account.events.js';
export * from './account/adjust-balance.js';
export * from './account/allocation.js';
export * from './account/charge.js';
export * from './account/consume-tokens.js';
export * from './account/correction.events.js';
export * from './account/credit-purchase.js';
export { earliestDue } from './account/earliest-due.js';
export * from './account/evolve-account.js';
export { counted, type SpendingChange } from './account/evolve-grants.js';
export { evolveLimit } from './account/evolve-limits.js';
export * from './account/extend-hold.js';
export * from './account/grant.js';
export * from './account/grant-tokens.js';
export * from './account/happened-at.js';
export * from './account/hold.js';
export * from './account/hold.events.js';
export * from './account/limit.events.js';
export {
  CAP_PERIODS,
  type Calendar,
  type CapAmounts,
  type CapPeriod,
  type Freeze,
  type Period,
  type Spending,
} from './account/limits.js';
export * from './account/price.js';
export * from './account/record-due.js';
export * from './account/release-hold.js';
export * from './account/reserve-tokens.js';
export * from './account/reverse-charge.js';
export * from './account/revoke-grant.js';
export * from './account/set-limits.js';
export * from './account/set-unlimited.js';
export * from './account/settle-hold.js';
export * from './account/spending-limits.js';
export * from './account/thresholds.js';
export * from './calendar/divisions.js';
export * from './calendar/local-time.js';
export * from './calendar/zoned-days.js';
export { InvalidTimeZone } from './calendar/zoned-format.js';
export * from './decider/decider.js';
export * from './decider/refusal.js';
export * from './decider/store-refusal.js';
export * from './model/define-model.js';
export * from './model/model.events.js';
export * from './money/money.js';
export * from './package/define-package.js';
export * from './package/package.js';
export * from './package/package.events.js';
export * from './pricing/index.js';
export * from './purchase/purchase.js';
export * from './purchase/purchase.events.js';
export * from './purchase/credited-items.js';
export * from './purchase/purchase-decider.js';
export * from './purchase/record-payment.js';
export * from './purchase/start-purchase.js';
export * from './rate/change-rate.js';
export * from './rate/rate.events.js';
export * from './rate/rate.js';
export * from './streams.js';
export { attemptPurchaseId, periodNumberOf } from './subscription/attempt.js';
export * from './subscription/billing-period.js';
export * from './subscription/change-plan.js';
export * from './subscription/due.js';
export * from './subscription/end-subscription.js';
export * from './subscription/period-order.js';
export * from './subscription/proration.js';
export * from './subscription/record-period-payment.js';
export * from './subscription/renew.js';
export * from './purchase/saved-method.js';
export * from './subscription/start-subscription.js';
export * from './subscription/subscription.js';
export * from './subscription/subscription.events.js';
export * from './subscription/subscription-decider.js';
export * from './tokens/index.js';
export * from './top-up/begin-top-up.js';
export * from './top-up/configure-top-up.js';
export * from './top-up/end-top-up.js';
export * from './top-up/top-up.js';
export * from './top-up/top-up.events.js';
export * from './top-up/top-up-decider.js';
export * from './top-up/top-up-month.js';
export * from './upcasting/upcast.js';
export * from './units/index.js';
