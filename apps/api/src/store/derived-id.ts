import { canonicalJson } from '#libs/event-store';
import { createHash } from 'node:crypto';

/**
 * The same id whenever it is asked for, so that a retry finds what the first attempt began. Nothing but
 * hexadecimal digits, so that it fits wherever an id is kept, at the payment provider's too.
 */
export function idFrom(...parts: readonly string[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex').slice(0, 32);
}
