const BYTES = 16;

/** A new idempotency key. Not `randomUUID`, which browsers only have on https and localhost. */
export function newOperationKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
