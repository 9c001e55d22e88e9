import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  UnsupportedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  AppendTooLarge,
  EventStoreUnavailable,
  StreamDeleted,
  WrongExpectedRevision,
} from '../event-store-errors.js';
import type { ExpectedRevision } from '../event-store.js';

/** Nothing was written, and asking again would change nothing: these are for people to read. */
const permanent = [AccessDeniedError, InvalidArgumentError, UnsupportedError];

export function appendError(error: unknown, streamName: string, expected: ExpectedRevision): unknown {
  if (error instanceof WrongExpectedVersionError) {
    const actual = typeof error.actualVersion === 'bigint' ? error.actualVersion : 'no-stream';
    return new WrongExpectedRevision(streamName, expected, actual);
  }
  if (error instanceof MaxAppendSizeExceededError) return new AppendTooLarge(error.maxAppendSize);
  return otherError(error, `The outcome of an append to ${streamName} is not known.`);
}

/** What reads and appends have in common. Whatever is not known here says nothing about the log. */
export function otherError(error: unknown, message: string): unknown {
  if (error instanceof EventStoreUnavailable) return error;
  if (error instanceof StreamDeletedError) return new StreamDeleted(error.streamName);
  if (permanent.some((kind) => error instanceof kind)) return error;
  return new EventStoreUnavailable(message, { cause: error });
}
