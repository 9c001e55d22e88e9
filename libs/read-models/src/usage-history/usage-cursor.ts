/** Where a page ended. Opaque to clients; that it is a position is our business. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';

  constructor(readonly cursor: string) {
    super('The cursor is not one that an earlier page gave.');
  }
}

const VERSION = 'u1:';
const POSITION_MAX = 2n ** 63n - 1n;

export function writeUsageCursor(position: bigint): string {
  return Buffer.from(VERSION + position.toString()).toString('base64url');
}

/** @throws {InvalidCursor} */
export function readUsageCursor(cursor: string): bigint {
  const text = Buffer.from(cursor, 'base64url').toString();
  const match = /^u1:(\d{1,19})$/.exec(text);
  const position = BigInt(match?.[1] ?? -1);
  if (position < 0n || position > POSITION_MAX || writeUsageCursor(position) !== cursor) {
    throw new InvalidCursor(cursor);
  }
  return position;
}
