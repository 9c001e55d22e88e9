/** Where a page ended. Opaque to clients; that it is a place in an order is our business. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';

  constructor(readonly cursor: string) {
    super('The cursor is not one that an earlier page gave.');
  }
}

/** Cursors of one list are none of another: usage, corrections and purchases by position, rates by revision. */
export type PagedList = 'u1' | 'c1' | 'r1' | 'p1';

const PLACE_MAX = 2n ** 63n - 1n;

export function writeCursor(list: PagedList, place: bigint): string {
  return Buffer.from(`${list}:${place}`).toString('base64url');
}

/** Of a list that is in the order of keys. */
export function writeKeyCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** @throws {InvalidCursor} */
export function readKeyCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString();
  if (key === '' || key.includes('\0') || writeKeyCursor(key) !== cursor) throw new InvalidCursor(cursor);
  return key;
}

/** @throws {InvalidCursor} */
export function readCursor(list: PagedList, cursor: string): bigint {
  const text = Buffer.from(cursor, 'base64url').toString();
  const match = /^[a-z]\d:(\d{1,19})$/.exec(text);
  const place = BigInt(match?.[1] ?? -1);
  if (place < 0n || place > PLACE_MAX || writeCursor(list, place) !== cursor) throw new InvalidCursor(cursor);
  return place;
}
