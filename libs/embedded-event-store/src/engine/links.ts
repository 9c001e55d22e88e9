// A link is an event of type `$>` whose data names another event, as `revision@stream`.

import type { LogEntry, ReadEntry } from './log-entry.js';
import type { LogReader } from './log-reader.js';
import type { StreamView, StreamViews } from './stream-views.js';

export interface LinkTarget {
  readonly streamName: string;
  readonly revision: bigint;
}

export const linkType = '$>';
const form = /^(-?\d{1,19})@(.+)$/s;

/** Null for an event that is not a link, or one that makes no sense. */
function linkTarget({ type, data }: Pick<LogEntry, 'type' | 'data'>): LinkTarget | null {
  if (type !== linkType) return null;
  const [, revision, streamName] = form.exec(Buffer.from(data).toString('utf8')) ?? [];
  if (revision === undefined || streamName === undefined || streamName.includes('\0')) return null;
  const number = BigInt(revision);
  return number < -(2n ** 63n) || number >= 2n ** 63n ? null : { streamName, revision: number };
}

/** Looks up what links lead to, a page at a time. One step only: a link to a link leads to that link. */
export class Links {
  constructor(
    private readonly reader: LogReader,
    private readonly views: StreamViews,
  ) {}

  async resolved(page: readonly LogEntry[]): Promise<readonly ReadEntry[]> {
    const targets = page.map(linkTarget);
    const wanted = targets.filter((each) => each !== null);
    if (wanted.length === 0) return page;
    const views = await this.viewsOf(wanted);
    const found = new Map<string, LogEntry>();
    for (const entry of await this.reader.eventsAt(wanted)) {
      const view = views.get(entry.streamName);
      if (view && !view.isTombstoned && view.shows(entry)) found.set(keyOf(entry), entry);
    }
    return page.map((entry, index) => {
      const target = targets[index];
      return target ? { ...entry, target: found.get(keyOf(target)) ?? null } : entry;
    });
  }

  private async viewsOf(targets: readonly LinkTarget[]): Promise<Map<string, StreamView>> {
    const names = [...new Set(targets.map(({ streamName }) => streamName))];
    const views = await Promise.all(names.map((name) => this.views.of(name)));
    return new Map(views.map((view, index) => [names[index] ?? '', view]));
  }
}

const keyOf = ({ revision, streamName }: LinkTarget) => `${revision}@${streamName}`;
