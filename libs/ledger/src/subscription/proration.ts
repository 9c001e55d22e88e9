import type { WrittenMoney } from '../money/money.js';
import type { BillingPeriod } from './billing-period.js';

/**
 * What the unused part of a period is worth: price x unused time / whole time, to the millisecond, rounded
 * down to whole minor units. So never more is given back than was paid, and less than one minor unit too little.
 */
export function unusedCredit(
  price: WrittenMoney,
  { startsAt, endsAt }: BillingPeriod,
  now: Date,
): WrittenMoney {
  const [start, end] = [BigInt(Date.parse(startsAt)), BigInt(Date.parse(endsAt))];
  const at = BigInt(now.getTime());
  const unused = at <= start ? end - start : at >= end ? 0n : end - at;
  const minorUnits = (BigInt(price.minorUnits) * unused) / (end - start);
  return { minorUnits: minorUnits.toString(), currency: price.currency };
}
