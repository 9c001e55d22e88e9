import type { ExpectedRevision } from './event-store.js';

export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';

  /** @param actual the revision of the stream's last event, or `no-stream`. */
  constructor(
    readonly streamName: string,
    readonly expected: ExpectedRevision,
    readonly actual: bigint | 'no-stream',
  ) {
    super(`Stream ${streamName} is at ${actual}, not at ${expected}.`);
  }
}

export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';

  constructor(readonly streamName: string) {
    super(`Stream ${streamName} is deleted for ever.`);
  }
}

export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';

  constructor(readonly maximumBytes: number) {
    super(`An append may hold at most ${maximumBytes} bytes of event data.`);
  }
}

/** The outcome is unknown. Asking again with the same event ids is safe. */
export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
}
