export interface RowRange {
  readonly first: number;
  /** Not included. */
  readonly end: number;
}

/** A row that is there, or the room of rows that are not. */
export type Piece =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'gap'; readonly key: string; readonly rows: number };

/** Of so many rows those in the range, and the pinned one wherever it is; all together take the room of all. */
export function piecesOf(count: number, { first, end }: RowRange, pinned: number | null): readonly Piece[] {
  const indexes = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  const isApart = pinned !== null && pinned < count && (pinned < first || pinned >= end);
  const shown = isApart ? [...indexes, pinned].sort((a, b) => a - b) : indexes;
  const pieces: Piece[] = [];
  let next = 0;
  for (const index of [...shown, count]) {
    if (index > next) pieces.push({ kind: 'gap', key: `gap-${pieces.length}`, rows: index - next });
    if (index < count) pieces.push({ kind: 'row', index });
    next = index + 1;
  }
  return pieces;
}
