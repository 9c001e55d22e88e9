import type { FollowedLog } from './follow.js';
import type { LogEntry } from './log-entry.js';
import type { LogReader } from './log-reader.js';
import type { LogTail } from './log-tail.js';
import { PageSize } from './paging.js';

const recentMax = 256;

/** The log as one follower sees it: from memory while it keeps up, in pages from the database while it does not. */
export class FollowedPages implements FollowedLog {
  private readonly size = new PageSize();

  constructor(
    private readonly tail: LogTail,
    private readonly reader: LogReader,
  ) {}

  get position(): bigint {
    return this.tail.position;
  }

  async after(position: bigint): Promise<readonly LogEntry[]> {
    return (
      this.tail.after(position, recentMax) ??
      this.noted(await this.reader.allForwards(position + 1n, this.size.next))
    );
  }

  async streamAfter(name: string, revision: bigint): Promise<readonly LogEntry[]> {
    return this.noted(await this.reader.streamForwards(name, revision + 1n, this.size.next));
  }

  beyond(position: bigint, signal: AbortSignal): Promise<void> {
    return this.tail.beyond(position, signal);
  }

  private noted(page: readonly LogEntry[]): readonly LogEntry[] {
    this.size.read(page);
    return page;
  }
}
