import { StreamDeleted } from '#libs/event-store';
import type { FollowedLog, FollowedStream, LogMessage } from './follow.js';
import type { LogEntry, ReadEntry } from './log-entry.js';
import { lastRevisionEver } from './stream-metadata.js';

export interface FollowStreamOptions {
  readonly streamName: string;
  /** Revision, exclusive. */
  readonly after: bigint;
  readonly resolvesLinks?: boolean;
  readonly signal: AbortSignal;
}

/**
 * One stream: its own pages first, then whatever is appended to it. Who cannot keep up reads from the database again,
 * and loses nothing.
 */
export async function* followStream(
  log: FollowedLog,
  options: FollowStreamOptions,
): AsyncGenerator<LogMessage, void> {
  const stream = log.watchStream(options.streamName);
  try {
    yield* new StreamFollower(log, stream, options).messages();
  } finally {
    stream.leave();
  }
}

class StreamFollower {
  private revision: bigint;
  /** What is there up to here, and was not shown, is hidden. */
  private liveAfter = 0n;

  constructor(
    private readonly log: FollowedLog,
    private readonly stream: FollowedStream,
    private readonly options: FollowStreamOptions,
  ) {
    this.revision = options.after;
  }

  async *messages(): AsyncGenerator<LogMessage, void> {
    yield* this.history();
    if (this.isOver) return;
    yield { kind: 'caught-up' };
    while (!this.isOver) {
      yield* this.recent();
      yield* this.missed();
    }
  }

  private async *history(): AsyncGenerator<LogMessage, void> {
    while (!this.isOver) {
      this.stream.begin();
      this.liveAfter = this.log.position;
      const entries = await this.log.streamAfter(this.options.streamName, this.revision);
      if (entries.length === 0) return;
      for (const message of this.events(entries)) yield message;
    }
  }

  /** From memory, as long as it keeps up. */
  private async *recent(): AsyncGenerator<LogMessage, void> {
    while (!this.isOver) {
      const entries = await this.stream.next();
      if (!entries) return;
      for (const message of this.events(entries)) yield message;
      await this.stream.more(this.options.signal);
    }
  }

  private async *missed(): AsyncGenerator<LogMessage, void> {
    while (!this.isOver) {
      this.stream.begin();
      const { revision, liveAfter } = this;
      const entries = await this.stream.read({ revision, position: liveAfter });
      if (entries.length === 0) return;
      for (const message of this.events(entries)) yield message;
    }
  }

  private *events(entries: readonly ReadEntry[]): Generator<LogMessage, void> {
    for (const entry of entries) {
      if (this.isOver) return;
      if (entry.revision <= this.revision) continue;
      this.revision = entry.revision;
      yield { kind: 'event', entry };
      failAfterTombstone(entry);
    }
  }

  private get isOver(): boolean {
    return this.options.signal.aborted;
  }
}

function failAfterTombstone({ streamName, revision }: LogEntry): void {
  if (revision === lastRevisionEver) throw new StreamDeleted(streamName);
}
