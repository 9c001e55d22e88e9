import { status } from '@grpc/grpc-js';
import {
  AppendTooLarge,
  EventStoreUnavailable,
  StreamDeleted,
  WrongExpectedRevision,
} from '#libs/event-store';
import { TooManyLogins, WrongLogin } from '../access/logins.js';
import { InvalidAppend } from '../engine/errors.js';
import { AccessDenied, InvalidRequest, MissingMetadata, serviceError, UnknownRequest } from './errors.js';

const cases: [unknown, status, Record<string, string>][] = [
  [
    new WrongExpectedRevision('account-1', 'any', 3n),
    status.FAILED_PRECONDITION,
    {
      exception: 'wrong-expected-version',
      'stream-name': 'account-1',
      'expected-version': '-2',
      'actual-version': '3',
    },
  ],
  [
    new WrongExpectedRevision('account-1', 5n, 'no-stream'),
    status.FAILED_PRECONDITION,
    {
      exception: 'wrong-expected-version',
      'stream-name': 'account-1',
      'expected-version': '5',
      'actual-version': '-1',
    },
  ],
  [
    new StreamDeleted('konto-ü'),
    status.FAILED_PRECONDITION,
    { exception: 'stream-deleted', 'stream-name': 'konto-?' },
  ],
  [
    new AppendTooLarge(1_024),
    status.INVALID_ARGUMENT,
    { exception: 'maximum-append-size-exceeded', 'maximum-append-size': '1024' },
  ],
  [
    new MissingMetadata(),
    status.INVALID_ARGUMENT,
    { exception: 'missing-required-metadata-property', 'required-metadata-properties': 'type,content-type' },
  ],
  [new AccessDenied('no'), status.PERMISSION_DENIED, { exception: 'access-denied' }],
  [new InvalidAppend('no'), status.INVALID_ARGUMENT, {}],
  [new EventStoreUnavailable('later'), status.UNAVAILABLE, {}],
  [new WrongLogin('no'), status.UNAUTHENTICATED, {}],
  [new TooManyLogins('later'), status.RESOURCE_EXHAUSTED, {}],
  [new InvalidRequest('no'), status.INVALID_ARGUMENT, {}],
  [new UnknownRequest('no'), status.UNKNOWN, {}],
  [new TypeError('a bug'), status.UNKNOWN, {}],
];

it.each(cases)('tells clients of %s by code and trailers', (error, code, trailers) => {
  const answer = serviceError(error);
  expect(answer.code).toBe(code);
  expect(answer.metadata.getMap()).toEqual(trailers);
});

it('repeats what clients sent only as far as it fits a header', () => {
  const { details } = serviceError(new InvalidAppend('\u{1f600}'.repeat(100_000) + '\ud800'));
  expect(details.length).toBeLessThanOrEqual(1_000);
  expect(() => encodeURI(serviceError(new InvalidAppend('half \ud800')).details)).not.toThrow();
});
