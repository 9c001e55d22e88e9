import { isHiddenFromAll } from './hidden-streams.js';
import type { Links } from './links.js';
import type { LogEntry, ReadEntry } from './log-entry.js';
import type { LogReader } from './log-reader.js';
import { PageSize } from './paging.js';
import { lastRevisionEver } from './stream-metadata.js';
import type { StreamView, StreamViews } from './stream-views.js';

export type Direction = 'forwards' | 'backwards';

export interface ReadRange {
  readonly direction: Direction;
  readonly from: bigint;
  readonly limit: number;
  readonly resolvesLinks?: boolean;
}

export type Page = readonly ReadEntry[];

/** How one kind of read goes from page to page. */
interface Walk {
  readonly from: bigint;
  read(at: bigint, limit: number): Promise<LogEntry[]>;
  shows(entry: LogEntry): boolean;
  /** Where the next page begins; null: there is none. */
  next(last: LogEntry): bigint | null;
}

/** Reads of what may be seen, page by page: while one is used, the next is on its way. */
export class LogPages {
  constructor(
    private readonly reader: LogReader,
    private readonly views: StreamViews,
    private readonly links: Links,
  ) {}

  ofAll(range: ReadRange): AsyncGenerator<Page, void> {
    const isForwards = range.direction === 'forwards';
    return this.walked(range, {
      from: range.from,
      read: (at, limit) =>
        isForwards ? this.reader.allForwards(at, limit) : this.reader.allBackwards(at, limit),
      shows: ({ streamName }) => !isHiddenFromAll(streamName),
      next: ({ position }) => (isForwards ? position + 1n : position),
    });
  }

  /** @throws {StreamDeleted} */
  async *ofStream(name: string, range: ReadRange): AsyncGenerator<Page, void> {
    const view = await this.views.ofLiving(name);
    const isForwards = range.direction === 'forwards';
    yield* this.walked(range, {
      from: isForwards ? await this.firstOf(name, range.from, view) : range.from,
      read: (at, limit) =>
        isForwards
          ? this.reader.streamForwards(name, at, limit)
          : this.reader.streamBackwards(name, at, limit),
      shows: (entry) => view.shows(entry) && entry.revision !== lastRevisionEver,
      next: ({ revision }) => {
        if (isForwards) return revision + 1n;
        return revision <= view.first ? null : revision - 1n;
      },
    });
  }

  private async *walked({ limit, resolvesLinks }: ReadRange, walk: Walk): AsyncGenerator<Page, void> {
    const size = new PageSize(limit);
    let coming = limit > 0 ? walk.read(walk.from, size.next) : null;
    while (coming) {
      const page = await coming;
      const seen = size.wanted(page, (entry) => walk.shows(entry));
      const more = size.read(page, seen.length);
      const last = page.at(-1);
      const next = more && last ? walk.next(last) : null;
      coming = next === null ? null : ahead(walk.read(next, size.next));
      if (seen.length > 0) yield resolvesLinks ? await this.links.resolved(seen) : seen;
    }
  }

  /** Where there is something to be seen, at the revision asked for or after it. */
  private async firstOf(name: string, from: bigint, { first, notBefore }: StreamView): Promise<bigint> {
    const young = notBefore ? (await this.reader.latestBefore(name, notBefore)) + 1n : 0n;
    return [first, young].reduce((latest, each) => (each > latest ? each : latest), from);
  }
}

/** A page that is read ahead fails when it is asked for: who has left by then does not hear of it. */
function ahead<T>(page: Promise<T>): Promise<T> {
  page.catch(() => undefined);
  return page;
}

/** One by one. */
export async function* entriesOf(pages: AsyncIterable<Page>): AsyncGenerator<ReadEntry, void> {
  for await (const page of pages) yield* page;
}
