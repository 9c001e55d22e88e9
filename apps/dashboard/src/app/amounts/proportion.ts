import { LOCALE } from '../locale.js';

/**
 * How much of `whole` is `part`, in thousandths from 0 to 1000: what a bar is drawn from.
 * Nothing else makes a number of an amount.
 */
export function perMille(part: bigint, whole: bigint): number {
  if (whole <= 0n || part <= 0n) return 0;
  return part >= whole ? 1_000 : Number((part * 1_000n) / whole);
}

const percents = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });

/** `4.2%`; what is there but too small to show is `under 0.1%`, never `0%`. */
export function percentText(part: bigint, whole: bigint): string {
  const thousandths = perMille(part, whole);
  if (thousandths === 0 && part > 0n) return $localize`under ${percents.format(0.001)}:percent:`;
  return percents.format(thousandths / 1_000);
}
