/** Between two times of the ledger's clock; ours may be set otherwise. */
export function lifeMs(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
