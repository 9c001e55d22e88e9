import type { Metadata, ServiceError, status } from '@grpc/grpc-js';
import { convertToCommandError } from '@eventstore/db-client';

export interface AnsweredError {
  /** What the official client throws. */
  readonly thrown: unknown;
  /** What came over the wire: null when the error was in an answer, or of the client's own. */
  readonly wire: {
    readonly code: status;
    readonly details: string;
    readonly trailers: Readonly<Record<string, unknown>>;
  } | null;
}

/** Of something asked through the official client, or of a call of its generated stubs: it would throw the same. */
export async function answeredError(asked: Promise<unknown>): Promise<AnsweredError> {
  const error = await asked.then(
    () => null,
    (failure: ServiceError & { readonly _raw?: ServiceError }) => failure,
  );
  if (!error) throw new Error('There was no error.');
  const raw = '_raw' in error ? error._raw : error;
  const wire = raw && { code: raw.code, details: raw.details, trailers: trailersOf(raw.metadata) };
  return { thrown: convertToCommandError(error), wire: wire ?? null };
}

/** Without what HTTP adds. */
function trailersOf(metadata: Metadata): Record<string, unknown> {
  const { 'content-type': _type, date: _date, ...trailers } = metadata.getMap();
  return trailers;
}
