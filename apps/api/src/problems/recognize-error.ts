import { HistoryBehind, MailboxFull, OperationIdReused } from '#libs/aggregates';
import { AppendTooLarge, EventStoreUnavailable, WrongExpectedRevision } from '#libs/event-store';
import type { EdgeProblemCode } from '#libs/contract';
import { EmailTaken } from '#libs/identity';
import { PaymentProviderUnavailable } from '#libs/payments';
import { InvalidCursor, InvalidDateRange, InvalidTimeZone } from '#libs/read-models';
import { HttpException } from '@nestjs/common';
import { types } from 'node:util';
import { QueryFailedError } from 'typeorm';
import { ProblemAnswer } from './problem.js';

type ErrorClass = abstract new (...args: never[]) => Error;

/** Errors of our libraries, and what they mean to a caller. */
const BY_CLASS: readonly (readonly [ErrorClass, EdgeProblemCode])[] = [
  [OperationIdReused, 'idempotency-key-reused'],
  [MailboxFull, 'account-busy'],
  [HistoryBehind, 'read-model-behind'],
  [EventStoreUnavailable, 'event-store-unavailable'],
  [WrongExpectedRevision, 'account-busy'],
  [AppendTooLarge, 'payload-too-large'],
  [EmailTaken, 'email-taken'],
  [PaymentProviderUnavailable, 'payment-provider-unavailable'],
];

/** Errors of Fastify, by its stable codes. */
const BY_FASTIFY_CODE: Readonly<Record<string, EdgeProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_MAX_PARAM_LENGTH: 'path-too-long',
};

const BY_STATUS: Readonly<Record<number, EdgeProblemCode>> = {
  400: 'malformed-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'payload-too-large',
  414: 'path-too-long',
  415: 'unsupported-media-type',
  429: 'rate-limited',
};

/** Connection lost, server starting, stopping or full: Postgres' classes 08, 53 and 57, and what sockets say. */
const DATABASE_AWAY =
  /^(08|53|57)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$|Connection terminated|timeout exceeded/;

/** What a query finds wrong with a parameter, by the parameter's name. */
const BY_PARAMETER: readonly (readonly [ErrorClass, string])[] = [
  [InvalidCursor, 'cursor'],
  [InvalidDateRange, 'to'],
  [InvalidTimeZone, 'zone'],
];

/** @returns null for what nobody foresaw, which is then logged and answered as an internal error. */
export function recognizeError(error: unknown): ProblemAnswer | null {
  if (error instanceof ProblemAnswer) return error;
  if (!isError(error)) return null;
  const field = BY_PARAMETER.find(([errorClass]) => error instanceof errorClass)?.[1];
  if (field) return new ProblemAnswer('validation-failed', { errors: [{ field, message: error.message }] });
  const code = codeByClass(error) ?? codeOfFramework(error) ?? codeOfDatabase(error);
  return code ? new ProblemAnswer(code, {}, { cause: error }) : null;
}

function codeByClass(error: Error): EdgeProblemCode | undefined {
  return BY_CLASS.find(([errorClass]) => error instanceof errorClass)?.[1];
}

function codeOfFramework(error: Error): EdgeProblemCode | undefined {
  if (error instanceof HttpException) return BY_STATUS[error.getStatus()];
  const { code, statusCode, body } = error as { code?: unknown; statusCode?: unknown; body?: unknown }; // Fastify's shape
  if (typeof code === 'string' && BY_FASTIFY_CODE[code]) return BY_FASTIFY_CODE[code];
  if (error instanceof SyntaxError && (statusCode === 400 || body !== undefined)) return 'malformed-json';
  return typeof statusCode === 'number' ? BY_STATUS[statusCode] : undefined;
}

function codeOfDatabase(error: Error): EdgeProblemCode | undefined {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!isError(cause)) return undefined;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return DATABASE_AWAY.test(code) || DATABASE_AWAY.test(cause.message) ? 'database-unavailable' : undefined;
}

/** Fastify's errors inherit from Error without being native ones; errors of another realm are the opposite. */
function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}
