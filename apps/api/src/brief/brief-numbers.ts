/**
 * The brief's two endpoints answer JSON numbers. This is the only place where an amount becomes one:
 * up to 15 significant digits a double shows exactly the decimal that it was made from.
 */
export function jsonNumber(amount: string): number {
  return Number(amount);
}
