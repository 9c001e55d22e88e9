import type { OfferOf } from '#libs/contract';

type Period = OfferOf<'plan'>['period'];

const PER: Readonly<Record<Period, string>> = {
  month: $localize`per month`,
  year: $localize`per year`,
};

const EVERY: Readonly<Record<Period, string>> = {
  month: $localize`Every month`,
  year: $localize`Every year`,
};

/** `per month`, behind a price. */
export function perPeriod(period: Period): string {
  return PER[period];
}

/** `Every month`, above what it brings. */
export function everyPeriod(period: Period): string {
  return EVERY[period];
}

/** `$19.00 per month` */
export function pricePerPeriod(price: string, period: Period): string {
  return period === 'month' ? $localize`${price}:price: per month` : $localize`${price}:price: per year`;
}
