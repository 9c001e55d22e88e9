// Clients recognise an error by the trailer `exception`, and read further trailers without checking that they are there.

import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import {
  AppendTooLarge,
  EventStoreUnavailable,
  StreamDeleted,
  WrongExpectedRevision,
  type ExpectedRevision,
} from '#libs/event-store';
import { TooManyLogins, WrongLogin } from '../access/logins.js';
import { AppendNotConfirmed, InvalidAppend } from '../engine/errors.js';
import { InvalidQuery, UnsupportedProjection } from '../projections/errors.js';
import { GroupTrouble } from '../persistent/errors.js';
import { groupAnswer } from './persistent/group-errors.js';

/** An event came without type or content type. */
export class MissingMetadata extends Error {
  override readonly name = 'MissingMetadata';

  constructor() {
    super('Required metadata is missing: type, content-type.');
  }
}

/** The request makes no sense, whatever is in the log. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
}

/** What EventStoreDB answers to reads that its own client would not send. */
export class UnknownRequest extends Error {
  override readonly name = 'UnknownRequest';
}

export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
}

interface Answer {
  readonly code: status;
  readonly trailers?: Readonly<Record<string, string>>;
}

/** What clients sent may be in the message, and be anything of any length; gRPC wants it to fit in a header. */
const detailsMax = 1_000;

export function serviceError(error: unknown): ServiceError {
  const { code, trailers = {} } = answerTo(error);
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, printable(value));
  const message = error instanceof Error ? error.message : 'Unknown error.';
  const details = Buffer.from(message.slice(0, detailsMax)).toString(); // without halves of characters
  return Object.assign(new Error(details), { code, details, metadata });
}

function answerTo(error: unknown): Answer {
  if (error instanceof WrongExpectedRevision) return wrongExpectedVersion(error);
  if (error instanceof StreamDeleted) {
    const trailers = { exception: 'stream-deleted', 'stream-name': error.streamName };
    return { code: status.FAILED_PRECONDITION, trailers };
  }
  if (error instanceof AppendTooLarge) {
    const limit = String(error.maximumBytes);
    const trailers = { exception: 'maximum-append-size-exceeded', 'maximum-append-size': limit };
    return { code: status.INVALID_ARGUMENT, trailers };
  }
  if (error instanceof MissingMetadata) {
    const exception = 'missing-required-metadata-property';
    const trailers = { exception, 'required-metadata-properties': 'type,content-type' };
    return { code: status.INVALID_ARGUMENT, trailers };
  }
  if (error instanceof GroupTrouble) return groupAnswer(error);
  if (error instanceof AccessDenied) {
    return { code: status.PERMISSION_DENIED, trailers: { exception: 'access-denied' } };
  }
  return { code: plainCode(error) };
}

/** The first that fits: a time-out is told from other ways of being unavailable. */
const plainCodes: readonly (readonly [new (message: string) => Error, status])[] = [
  [InvalidAppend, status.INVALID_ARGUMENT],
  [InvalidRequest, status.INVALID_ARGUMENT],
  [InvalidQuery, status.INVALID_ARGUMENT],
  [UnsupportedProjection, status.UNIMPLEMENTED],
  [AppendNotConfirmed, status.ABORTED],
  [EventStoreUnavailable, status.UNAVAILABLE],
  [WrongLogin, status.UNAUTHENTICATED],
  [TooManyLogins, status.RESOURCE_EXHAUSTED],
];

function plainCode(error: unknown): status {
  return plainCodes.find(([kind]) => error instanceof kind)?.[1] ?? status.UNKNOWN;
}

function wrongExpectedVersion({ streamName, expected, actual }: WrongExpectedRevision): Answer {
  const trailers = {
    exception: 'wrong-expected-version',
    'stream-name': streamName,
    'expected-version': expectedNumber(expected),
    'actual-version': actual === 'no-stream' ? '-1' : actual.toString(),
  };
  return { code: status.FAILED_PRECONDITION, trailers };
}

function expectedNumber(expected: ExpectedRevision): string {
  const numbers = { 'no-stream': '-1', any: '-2', 'stream-exists': '-4' };
  return typeof expected === 'bigint' ? expected.toString() : numbers[expected];
}

/** gRPC trailers hold printable ASCII only. */
function printable(value: string): string {
  return value.replace(/[^\x20-\x7e]/g, '?');
}
