export interface RowRange {
  readonly first: number;
  /** Not included. */
  readonly end: number;
}

/** A row that is there, or the room of rows that are not. */
export type Piece =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'gap'; readonly key: string; readonly rows: number };

/** Of so many rows those in the range, and the pinned ones wherever they are; all together take the room of all. */
export function piecesOf(
  count: number,
  { first, end }: RowRange,
  pinned: readonly number[],
): readonly Piece[] {
  const indexes = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  const apart = pinned.filter((index) => index < count && (index < first || index >= end));
  const shown = [...new Set([...indexes, ...apart])].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let next = 0;
  for (const index of [...shown, count]) {
    if (index > next) pieces.push({ kind: 'gap', key: `gap-${pieces.length}`, rows: index - next });
    if (index < count) pieces.push({ kind: 'row', index });
    next = index + 1;
  }
  return pieces;
}

/** A row that is opened, and by how much it is higher than the others. */
export interface TallRow {
  readonly index: number;
  readonly extra: number;
}

/** How far down a place would be if no row were opened. @param tall in their order. */
export function withoutExtras(place: number, rowHeight: number, tall: readonly TallRow[]): number {
  return tall.reduce((left, { index, extra }) => {
    const beyond = left - (index + 1) * rowHeight;
    return beyond <= 0 ? left : left - Math.min(extra, beyond);
  }, place);
}
