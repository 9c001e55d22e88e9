import { StreamDeleted } from '#libs/event-store';
import type { FollowedLog, FollowedStream } from './follow.js';
import type { Links } from './links.js';
import type { LogEntry, ReadEntry } from './log-entry.js';
import type { LogReader } from './log-reader.js';
import type { LogTail } from './log-tail.js';
import { PageSize } from './paging.js';
import { lastRevisionEver } from './stream-metadata.js';
import type { StreamViews } from './stream-views.js';

export interface FollowedPagesOptions {
  /** Null: links stay what they are. */
  readonly links: Links | null;
  /** Events in a page, from memory and from the database. */
  readonly pageMax: { readonly recent: number; readonly read: number };
}

/** The log as one follower sees it: from memory while it keeps up, in pages from the database while it does not. */
export class FollowedPages implements FollowedLog {
  private readonly size: PageSize;

  constructor(
    private readonly tail: LogTail,
    private readonly reader: LogReader,
    private readonly views: StreamViews,
    private readonly options: FollowedPagesOptions,
  ) {
    this.size = new PageSize(Infinity, options.pageMax.read);
  }

  get position(): bigint {
    return this.tail.position;
  }

  async after(position: bigint): Promise<readonly ReadEntry[]> {
    const page =
      this.tail.after(position, this.options.pageMax.recent) ??
      this.noted(await this.reader.allForwards(position + 1n, this.size.next));
    return this.options.links ? await this.options.links.resolved(page) : page;
  }

  async streamAfter(name: string, revision: bigint): Promise<readonly ReadEntry[]> {
    for (let after = revision; ;) {
      const view = await this.views.of(name);
      if (view.isTombstoned) throw new StreamDeleted(name);
      const from = after + 1n < view.first ? view.first : after + 1n;
      const page = this.noted(await this.reader.streamForwards(name, from, this.size.next));
      const seen = page.filter((entry) => view.shows(entry));
      if (seen.length > 0) return await this.withTargets(seen);
      const last = page.at(-1);
      if (!last) return [];
      after = last.revision;
    }
  }

  beyond(position: bigint, signal: AbortSignal): Promise<void> {
    return this.tail.beyond(position, signal);
  }

  watchStream(name: string): FollowedStream {
    const watch = this.tail.watch(name);
    return {
      begin: () => watch.begin(),
      next: async () => {
        const entries = watch.next();
        return entries && (await this.withTargets(entries));
      },
      read: ({ revision, position }) => this.appendedAfter(name, revision, position),
      more: (signal) => watch.more(signal),
      leave: () => watch.leave(),
    };
  }

  private async appendedAfter(
    name: string,
    revision: bigint,
    position: bigint,
  ): Promise<readonly ReadEntry[]> {
    for (let after = revision; after < lastRevisionEver;) {
      const page = this.noted(await this.reader.streamForwards(name, after + 1n, this.size.next));
      const appended = page.filter((entry) => entry.position > position);
      if (appended.length > 0) return await this.withTargets(appended);
      const last = page.at(-1);
      if (!last) return [];
      after = last.revision;
    }
    return [];
  }

  private async withTargets(page: readonly LogEntry[]): Promise<readonly ReadEntry[]> {
    const { links } = this.options;
    return links ? await links.resolved(page) : page;
  }

  private noted(page: readonly LogEntry[]): readonly LogEntry[] {
    this.size.read(page);
    return page;
  }
}
