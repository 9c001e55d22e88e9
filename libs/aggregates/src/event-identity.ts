/**
 * The id of an event is made from its place in the hash chain (as an RFC 9562 version 8 UUID). An append
 * that is sent again as it was so has the same ids, and the log takes it for what it is. The same
 * operation decided elsewhere, or at another moment, has other ids: it conflicts, and is then found
 * to be done before.
 */
export function eventIdOf(hash: string): string {
  const variant = ((parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(18, 20),
    hash.slice(20, 32),
  ].join('-');
}
