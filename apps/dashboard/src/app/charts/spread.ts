/**
 * Puts labels beside what they name, pushed apart where they would touch and kept between 0 and the limit; their
 * order stays. The middles are given and answered, the lowest on the screen first.
 */
export function spread(middles: readonly number[], gap: number, limit: number): readonly number[] {
  const placed: number[] = [];
  let below = limit + gap / 2;
  for (const middle of middles) {
    below = Math.min(middle, below - gap);
    placed.push(below);
  }
  let above = gap / 2;
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    placed[index] = Math.max(placed[index] ?? 0, above);
    above = (placed[index] ?? 0) + gap;
  }
  return placed;
}
