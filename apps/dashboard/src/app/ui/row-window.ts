import {
  afterNextRender,
  afterRenderEffect,
  computed,
  DestroyRef,
  inject,
  signal,
  type ElementRef,
  type Signal,
} from '@angular/core';
import { piecesOf, withoutExtras, type Piece, type RowRange, type TallRow } from './pieces-of.js';

/** Fewer are all there: they are found by the browser's search, and printed. */
export const WHOLE_MAX = 100;
/** Beyond what is in view, above and below: so that scrolling has something to show. */
const BEYOND = 12;
/** The range moves by so many at once, and not with every pixel. */
const STEP = 4;

interface LongList {
  /** What has the rows as children, each with `data-row`. All of them are equally high, unless they are opened. */
  readonly body: Signal<ElementRef<HTMLElement> | undefined>;
  readonly count: Signal<number>;
  /** Rows that are opened, and higher than the others: they stay. */
  readonly opened?: Signal<readonly number[]>;
  /** As many are all there; without it those that most lists have. */
  readonly wholeMax?: number;
}

/**
 * Of a long list that scrolls with the page only the rows in view are in the document, so that a hundred thousand
 * weigh as much as a hundred. The row that has the focus stays. Made in the constructor of a component.
 */
export class RowWindow {
  private readonly rowHeight = signal(56);
  /** Before that nothing is known of what is in view. */
  private readonly isMeasured = signal(false);
  private readonly pinned = signal<number | null>(null);
  private readonly range = signal<RowRange>({ first: 0, end: WHOLE_MAX }, { equal: isSame });

  readonly pieces: Signal<readonly Piece[]> = computed(() => {
    const count = this.list.count();
    if (count <= (this.list.wholeMax ?? WHOLE_MAX)) return piecesOf(count, { first: 0, end: count }, []);
    const { first, end } = this.range();
    const pinned = this.pinned();
    const kept = [...(this.list.opened?.() ?? []), ...(pinned === null ? [] : [pinned])];
    return piecesOf(count, { first: Math.min(first, count), end: Math.min(end, count) }, kept);
  });
  /** The end of what is there is in view, or soon will be. */
  readonly isNearEnd = computed(() => this.isMeasured() && this.range().end >= this.list.count());

  constructor(private readonly list: LongList) {
    const ended = new AbortController();
    inject(DestroyRef).onDestroy(() => ended.abort());
    afterNextRender(() => {
      const options = { passive: true, signal: ended.signal };
      addEventListener('scroll', () => this.measure(), options);
      addEventListener('resize', () => this.measure(), options);
    });
    afterRenderEffect(() => {
      this.list.count();
      this.list.opened?.();
      this.measure();
    });
  }

  heightOf(rows: number): number {
    return rows * this.rowHeight();
  }

  /**
   * What has the focus stays until something else has it, or nothing; its neighbours are there for whoever goes on by
   * keyboard. For `focusin` of the body.
   */
  keepFocused({ target }: FocusEvent): void {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
    if (!row) return this.letGo();
    const index = Number(row.dataset['row']);
    this.pinned.set(index);
    this.range.update(({ first, end }) => ({
      first: Math.min(first, Math.max(0, index - BEYOND)),
      end: Math.max(end, index + BEYOND),
    }));
  }

  /** For `focusout` of the body. */
  letGo(): void {
    this.pinned.set(null);
  }

  private measure(): void {
    const body = this.list.body()?.nativeElement;
    if (!body) return;
    const row = body
      .querySelector<HTMLElement>(':scope > :not([aria-hidden], [open])')
      ?.getBoundingClientRect().height;
    if (row) this.rowHeight.set(row);
    const height = this.rowHeight();
    const { top } = body.getBoundingClientRect();
    const tall = this.tallRows(body, height);
    const rowsTo = (place: number) => withoutExtras(place, height, tall) / height / STEP;
    const first = Math.floor(rowsTo(-top)) * STEP - BEYOND;
    const end = Math.ceil(rowsTo(innerHeight - top)) * STEP + BEYOND;
    this.range.set({ first: Math.max(0, first), end: Math.max(0, end) });
    this.isMeasured.set(true);
  }

  private tallRows(body: HTMLElement, height: number): readonly TallRow[] {
    const indexes = [...(this.list.opened?.() ?? [])].sort((a, b) => a - b);
    return indexes.flatMap((index) => {
      const row = body.querySelector(`:scope > [data-row="${index}"]`);
      return row ? [{ index, extra: row.getBoundingClientRect().height - height }] : [];
    });
  }
}

function isSame(a: RowRange, b: RowRange): boolean {
  return a.first === b.first && a.end === b.end;
}
