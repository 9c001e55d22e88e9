import type { LogEntry } from './log-entry.js';

const firstPage = 64;
const pageMax = 1_024;
const pageBytesTarget = 4 * 1_048_576;

/** Large pages of small events, small pages of large ones, so that memory stays bounded either way. */
export class PageSize {
  private size = firstPage;

  constructor(private remaining = Infinity) {}

  get next(): number {
    return Math.min(this.size, this.remaining);
  }

  /** @returns whether there may be more. */
  read(page: readonly LogEntry[]): boolean {
    const wasFull = page.length === this.next;
    const bytes = page.reduce((sum, entry) => sum + entry.data.length + entry.metadata.length, 0);
    const fitting = Math.floor(pageBytesTarget / Math.max(1, bytes / Math.max(1, page.length)));
    this.size = Math.max(1, Math.min(fitting, this.size * 4, pageMax));
    this.remaining -= page.length;
    return wasFull && this.remaining > 0;
  }
}
