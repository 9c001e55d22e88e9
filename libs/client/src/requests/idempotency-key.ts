import type { HoldOperation, Operation } from '../operations.js';

const LENGTH_MAX = 200;
/** Dots alone are none: a hold called so would have no URL. */
const VISIBLE_ASCII = /^(?!\.{1,2}$)[\x21-\x7e]+$/;

/** A new one for a new operation. @throws {RangeError} when the caller's own cannot be one. */
export function keyOf({ idempotencyKey }: Pick<Operation, 'idempotencyKey'>): string {
  return idempotencyKey === undefined ? crypto.randomUUID() : checkedKey(idempotencyKey);
}

export type Ending = 'settle' | 'settle-held' | 'release';

/**
 * A hold is closed once, so its id is all that the key of its end needs: whoever closes it again, after a
 * crash or in another process, sends the same command and cannot charge twice.
 * @throws {RangeError} when the hold id leaves no room for it.
 */
export function endingKey(holdId: string, ending: Ending): string {
  return checkedKey(`${holdId}:${ending}`);
}

/** The caller's own, or else the one that follows from the hold. @throws {RangeError} */
export function endingKeyOf({ holdId, idempotencyKey }: HoldOperation, ending: Ending): string {
  return idempotencyKey === undefined ? endingKey(holdId, ending) : checkedKey(idempotencyKey);
}

function checkedKey(key: string): string {
  if (key.length > LENGTH_MAX || !VISIBLE_ASCII.test(key))
    throw new RangeError(
      `An idempotency key is 1 to ${LENGTH_MAX} visible ASCII characters, neither "." nor ".."; this is not: ${JSON.stringify(key)}`,
    );
  return key;
}
