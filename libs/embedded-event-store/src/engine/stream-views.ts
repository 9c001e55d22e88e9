// What is to be seen of a stream. Truncation takes nothing away: it is applied whenever a stream is read, and costs
// nothing for a stream that has no metadata.

import { StreamDeleted } from '#libs/event-store';
import type { LogEntry } from './log-entry.js';
import type { LogReader } from './log-reader.js';
import type { MarkedStreams } from './marked-streams.js';
import {
  hidesAll,
  isMetastream,
  lastRevisionEver,
  latestOnly,
  noMetadata,
  originOf,
  streamMetadata,
  type StreamMetadata,
} from './stream-metadata.js';

export interface StreamView {
  readonly isTombstoned: boolean;
  /** It has no events, or they are hidden because it was deleted. Null: not known without looking. */
  readonly isMissing: boolean | null;
  /** Revision of the first event that may be seen. */
  readonly first: bigint;
  /** Older events may not be seen; null: however old they are. */
  readonly notBefore: Date | null;
  shows(entry: LogEntry): boolean;
}

const everything: StreamView = {
  isTombstoned: false,
  isMissing: null,
  first: 0n,
  notBefore: null,
  shows: () => true,
};

export class StreamViews {
  constructor(
    private readonly reader: LogReader,
    private readonly marked: MarkedStreams,
  ) {}

  async of(name: string): Promise<StreamView> {
    return this.marked.mayHave(name) ? await this.look(name) : everything;
  }

  /** @throws {StreamDeleted} */
  async ofLiving(name: string): Promise<StreamView> {
    const view = await this.of(name);
    if (view.isTombstoned) throw new StreamDeleted(name);
    return view;
  }

  async exists(name: string): Promise<boolean> {
    const { isMissing } = await this.of(name);
    return isMissing === null ? await this.reader.streamExists(name) : !isMissing;
  }

  private async look(name: string): Promise<StreamView> {
    const { lastRevision, metadata } = await this.reader.streamState(name);
    if (lastRevision === lastRevisionEver) return view(lastRevision, noMetadata);
    if (!isMetastream(name)) return view(lastRevision, metadata ? streamMetadata(metadata) : noMetadata);
    const origin = await this.reader.streamState(originOf(name));
    if (origin.lastRevision === lastRevisionEver) return view(lastRevisionEver, noMetadata);
    return view(lastRevision, latestOnly);
  }
}

function view(lastRevision: bigint, metadata: StreamMetadata): StreamView {
  const { maxAgeSeconds } = metadata;
  const first = firstVisible(lastRevision, metadata);
  const notBefore = maxAgeSeconds === null ? null : secondsAgo(maxAgeSeconds);
  return {
    isTombstoned: lastRevision === lastRevisionEver,
    isMissing: lastRevision < 0n || hidesAll(metadata),
    first,
    notBefore,
    shows: ({ revision, createdAt }) => revision >= first && (notBefore === null || createdAt >= notBefore),
  };
}

/** No event is older than time itself. */
const secondsAgo = (seconds: bigint) => new Date(Math.max(0, Date.now() - Number(seconds) * 1_000));

function firstVisible(lastRevision: bigint, { maxCount, truncateBefore }: StreamMetadata): bigint {
  const byCount = maxCount === null ? 0n : lastRevision - maxCount + 1n;
  const byTruncation = truncateBefore ?? 0n;
  return byCount > byTruncation ? byCount : byTruncation;
}
