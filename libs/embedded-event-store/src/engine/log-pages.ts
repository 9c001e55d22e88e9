import { isHiddenFromAll } from './hidden-streams.js';
import type { Links } from './links.js';
import type { ReadEntry } from './log-entry.js';
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

/** Reads of what may be seen, page by page. */
export class LogPages {
  constructor(
    private readonly reader: LogReader,
    private readonly views: StreamViews,
    private readonly links: Links,
  ) {}

  async *ofAll(range: ReadRange): AsyncGenerator<ReadEntry, void> {
    const { direction, from, limit } = range;
    const size = new PageSize(limit);
    for (let at = from, more = limit > 0; more;) {
      const page =
        direction === 'forwards'
          ? await this.reader.allForwards(at, size.next)
          : await this.reader.allBackwards(at, size.next);
      const seen = size.wanted(page, ({ streamName }) => !isHiddenFromAll(streamName));
      more = size.read(page, seen.length);
      yield* await this.resolved(seen, range);
      const last = page.at(-1);
      if (last) at = direction === 'forwards' ? last.position + 1n : last.position;
    }
  }

  /** @throws {StreamDeleted} */
  async *ofStream(name: string, range: ReadRange): AsyncGenerator<ReadEntry, void> {
    const view = await this.views.ofLiving(name);
    const { direction, from, limit } = range;
    const size = new PageSize(limit);
    const first = direction === 'forwards' ? await this.firstOf(name, from, view) : from;
    for (let at = first, more = limit > 0; more;) {
      const page = await this.pageOf(name, at, { direction, limit: size.next });
      const seen = size.wanted(page, (entry) => view.shows(entry) && entry.revision !== lastRevisionEver);
      more = size.read(page, seen.length);
      yield* await this.resolved(seen, range);
      const last = page.at(-1);
      if (!last || (direction === 'backwards' && last.revision <= view.first)) return;
      at = direction === 'forwards' ? last.revision + 1n : last.revision - 1n;
    }
  }

  /** Where there is something to be seen, at the revision asked for or after it. */
  private async firstOf(name: string, from: bigint, { first, notBefore }: StreamView): Promise<bigint> {
    const young = notBefore ? (await this.reader.latestBefore(name, notBefore)) + 1n : 0n;
    return [first, young].reduce((latest, each) => (each > latest ? each : latest), from);
  }

  private pageOf(name: string, at: bigint, { direction, limit }: Omit<ReadRange, 'from'>) {
    return direction === 'forwards'
      ? this.reader.streamForwards(name, at, limit)
      : this.reader.streamBackwards(name, at, limit);
  }

  private async resolved(page: readonly ReadEntry[], { resolvesLinks }: ReadRange) {
    return resolvesLinks ? await this.links.resolved(page) : page;
  }
}
