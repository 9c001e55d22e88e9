/** Percent of the plot: from its start, and from its bottom. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

/** A line that keeps each height until the next point: what was so at a moment is not drawn before it. */
export function stepLine(points: readonly PlotPoint[]): string {
  return points.map(({ x, y }, index) => (index === 0 ? `M${x} ${100 - y}` : `H${x}V${100 - y}`)).join('');
}

/** What is below the line. */
export function stepArea(points: readonly PlotPoint[]): string {
  const [first] = points;
  return first ? `${stepLine(points)}V100H${first.x}Z` : '';
}

/** The last point that is not after a place; the first where all are. */
export function pointAt(points: readonly PlotPoint[], x: number): number {
  return Math.max(
    0,
    points.findLastIndex((point) => point.x <= x),
  );
}

/** In percent of the plot; exact to a thousandth of one, however large the amounts are. */
export function heightOf(value: bigint, top: bigint): number {
  if (value <= 0n) return 0;
  return value >= top ? 100 : Number((value * 100_000n) / top) / 1_000;
}
