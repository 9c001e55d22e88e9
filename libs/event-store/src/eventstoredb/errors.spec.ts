import {
  AccessDeniedError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { EventStoreUnavailable } from '../event-store-errors.js';
import { appendError } from './errors.js';

const mapped = (error: unknown) => appendError(error, 'account-1', 3n);

it('tells where the stream is when it is not where it was expected', () => {
  const versions = { streamName: 'account-1', expected: 3n, current: 7n };
  expect(mapped(new WrongExpectedVersionError(undefined as never, versions))).toMatchObject({
    name: 'WrongExpectedRevision',
    streamName: 'account-1',
    expected: 3n,
    actual: 7n,
  });
  const missing = { ...versions, current: 'no_stream' as const };
  expect(mapped(new WrongExpectedVersionError(undefined as never, missing))).toMatchObject({
    actual: 'no-stream',
  });
});

it('tells of deleted streams and of limits', () => {
  expect(mapped(StreamDeletedError.fromStreamName('account-1'))).toMatchObject({ name: 'StreamDeleted' });
  const tooLarge = MaxAppendSizeExceededError.fromMaxAppendSize(100);
  expect(mapped(tooLarge)).toMatchObject({ name: 'AppendTooLarge', maximumBytes: 100 });
});

it.each([
  ['a lost connection', new UnavailableError()],
  ['a deadline', new DeadlineExceededError()],
  ['a time-out of the node', new TimeoutError()],
  ['a bug in the client', new TypeError('undefined is not iterable')],
])('takes the outcome for unknown after %s, and keeps the cause', (_what, cause) => {
  const error = mapped(cause);
  expect(error).toBeInstanceOf(EventStoreUnavailable);
  expect(error).toMatchObject({ cause });
});

it('leaves to people what asking again cannot help', () => {
  const denied = new AccessDeniedError();
  expect(mapped(denied)).toBe(denied);
});
