import { HistoryBehind, MailboxFull, OperationIdReused } from '#libs/aggregates';
import { AppendTooLarge, EventStoreUnavailable, WrongExpectedRevision } from '#libs/event-store';
import { EmailTaken } from '#libs/identity';
import { QueryFailedError } from 'typeorm';
import { recognizeError } from './recognize-error.js';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

it.each([
  [new OperationIdReused('op-1'), 'idempotency-key-reused'],
  [new MailboxFull('full'), 'account-busy'],
  [new HistoryBehind('behind'), 'read-model-behind'],
  [new EventStoreUnavailable('gone'), 'event-store-unavailable'],
  [new WrongExpectedRevision('account-1', 'no-stream', 3n), 'account-busy'],
  [new AppendTooLarge(1_024), 'payload-too-large'],
  [new EmailTaken('ada@example.com'), 'email-taken'],
  [coded('ECONNREFUSED'), 'database-unavailable'],
  [coded('57P01', 'terminating connection due to administrator command'), 'database-unavailable'],
  [new QueryFailedError('SELECT 1', [], coded('53300', 'too many clients')), 'database-unavailable'],
  [new Error('Connection terminated unexpectedly'), 'database-unavailable'],
])('recognizes %p', (error, code) => {
  expect(recognizeError(error)).toMatchObject({ code });
});

it('does not explain away a bug', () => {
  expect(recognizeError(new TypeError('x is not a function'))).toBeNull();
  expect(recognizeError(new QueryFailedError('SELECT', [], coded('42601', 'syntax error')))).toBeNull();
  expect(recognizeError('thrown text')).toBeNull();
});
