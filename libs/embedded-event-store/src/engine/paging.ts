import type { LogEntry } from './log-entry.js';

const firstPage = 64;
export const pageMaxDefault = 1_024;
const pageBytesTarget = 4 * 1_048_576;

/** Large pages of small events, small pages of large ones, so that memory stays bounded either way. */
export class PageSize {
  private size = firstPage;
  /** The last page had events that are not to be seen: the next may have to be larger than what is wanted. */
  private isSparse = false;

  constructor(
    private remaining = Infinity,
    private readonly pageMax = pageMaxDefault,
  ) {}

  get next(): number {
    return this.isSparse ? this.size : Math.min(this.size, this.remaining);
  }

  /** Those of the page that are to be seen and still wanted. */
  wanted(page: readonly LogEntry[], shows: (entry: LogEntry) => boolean): readonly LogEntry[] {
    const seen = page.filter(shows);
    return seen.length > this.remaining ? seen.slice(0, this.remaining) : seen;
  }

  /**
   * @param taken how many of the page are wanted.
   * @returns whether there may be more.
   */
  read(page: readonly LogEntry[], taken = page.length): boolean {
    const wasFull = page.length === this.next;
    const bytes = page.reduce((sum, entry) => sum + entry.data.length + entry.metadata.length, 0);
    const fitting = Math.floor(pageBytesTarget / Math.max(1, bytes / Math.max(1, page.length)));
    this.size = Math.max(1, Math.min(fitting, this.size * 4, this.pageMax));
    this.remaining -= taken;
    this.isSparse = taken < page.length;
    return wasFull && this.remaining > 0;
  }
}
