import { shared, type UUID } from './protocol.js';

/** Clients may send and ask for ids as text or as two 64-bit halves. */
export type UuidForm = 'string' | 'structured';

export function uuidOf(id: string, form: UuidForm = 'string'): UUID {
  const uuid = new shared.UUID();
  if (form === 'string') return uuid.setString(id);
  const hex = id.replaceAll('-', '');
  const half = (digits: string) => BigInt.asIntN(64, BigInt(`0x${digits}`)).toString();
  return uuid.setStructured(
    new shared.UUID.Structured()
      .setMostSignificantBits(half(hex.slice(0, 16)))
      .setLeastSignificantBits(half(hex.slice(16))),
  );
}

/** Empty when there is none. */
export function textOf(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (!structured) return (uuid?.getString() ?? '').toLowerCase();
  return textOfHalves(
    BigInt(structured.getMostSignificantBits()),
    BigInt(structured.getLeastSignificantBits()),
  );
}

export function textOfHalves(most: bigint, least: bigint): string {
  const half = (bits: bigint) => BigInt.asUintN(64, bits).toString(16).padStart(16, '0');
  return (half(most) + half(least)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
