import { status } from '@grpc/grpc-js';
import { StreamDeleted } from '#libs/event-store';
import { TooManyLogins } from '../access/logins.js';
import { InvalidAppend } from '../engine/errors.js';
import { serviceError } from './errors.js';

// What a whole node does not easily come to; all else is in `every-error`.

it.each([
  [new StreamDeleted('konto-ü'), status.FAILED_PRECONDITION, 'konto-?'],
  [new TooManyLogins('later'), status.RESOURCE_EXHAUSTED, undefined],
  [new TypeError('a bug'), status.UNKNOWN, undefined],
])('tells clients of %s, in letters that trailers may have', (error, code, streamName) => {
  const answer = serviceError(error);
  expect(answer.code).toBe(code);
  expect(answer.metadata.getMap()['stream-name']).toBe(streamName);
});

it('repeats what clients sent only as far as it fits a header', () => {
  const { details } = serviceError(new InvalidAppend('\u{1f600}'.repeat(100_000) + '\ud800'));
  expect(details.length).toBeLessThanOrEqual(1_000);
  expect(() => encodeURI(serviceError(new InvalidAppend('half \ud800')).details)).not.toThrow();
});
