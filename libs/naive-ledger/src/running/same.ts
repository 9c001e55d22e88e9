/**
 * Whether two values say the same. Node's own comparison also compares prototypes, and jest gives its tests
 * others than those of what `v8.deserialize` makes of a snapshot.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [left, right] = [one, other] as [Record<string, unknown>, Record<string, unknown>]; // both are objects
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) if (!isSame(left[key], right[key])) return false;
  return true;
}
