import type { Money } from '#libs/contract';
import { typedNumber } from './typed-number.js';

/** What is typed as dollars, such as `49.90`, exactly; null when it is none. */
export function moneyOf(typed: string): Money | null {
  const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typedNumber(typed.replaceAll('$', '')));
  if (!parts) return null;
  const [, whole = '0', cents = ''] = parts;
  return { minorUnits: BigInt(whole + cents.padEnd(2, '0')).toString(), currency: 'USD' };
}

/** As it would be typed: `49.90`. */
export function dollars({ minorUnits }: Money): string {
  const digits = minorUnits.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
