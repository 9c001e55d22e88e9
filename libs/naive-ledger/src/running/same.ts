type Members = Readonly<Record<string, unknown>>;

/**
 * Whether two values say the same. Node's own comparison also compares prototypes, and jest gives its tests
 * others than those of what `v8.deserialize` makes of a snapshot.
 */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || (hasMembers(one) && hasMembers(other) && haveSameMembers(one, other));
}

function hasMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

function haveSameMembers(one: Members, other: Members): boolean {
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  for (const key of keys) if (!isSame(one[key], other[key])) return false;
  return true;
}
