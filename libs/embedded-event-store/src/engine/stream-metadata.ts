// What `$$stream` says of its stream. Only the last of its events counts, and only when it is JSON and of sense:
// anything else is as good as no metadata, as in EventStoreDB.

import { jsonObjectIn } from '#libs/event-store';

/** A tombstone has this revision; truncation before it hides a stream whole: a soft deletion. */
export const lastRevisionEver = 2n ** 63n - 1n;

export interface StreamMetadata {
  /** Only so many of the latest events are to be seen. */
  readonly maxCount: bigint | null;
  readonly maxAgeSeconds: bigint | null;
  /** Revision of the first event that is to be seen. */
  readonly truncateBefore: bigint | null;
}

export interface MetadataRecord {
  readonly isJson: boolean;
  readonly data: Uint8Array;
}

export const noMetadata: StreamMetadata = { maxCount: null, maxAgeSeconds: null, truncateBefore: null };
/** Of a metastream itself. */
export const latestOnly: StreamMetadata = { ...noMetadata, maxCount: 1n };

const metastreamPrefix = '$$';

export const metastreamOf = (streamName: string) => `${metastreamPrefix}${streamName}`;
export const isMetastream = (streamName: string) => streamName.startsWith(metastreamPrefix);
/** The stream that a metastream is of. */
export const originOf = (metastream: string) => metastream.slice(metastreamPrefix.length);

export function streamMetadata({ isJson, data }: MetadataRecord): StreamMetadata {
  const json = isJson ? jsonObjectIn(data) : null;
  if (!json) return noMetadata;
  const [maxCount, maxAgeSeconds, truncateBefore] = [json['$maxCount'], json['$maxAge'], json['$tb']];
  if (![maxCount, maxAgeSeconds, truncateBefore].every(isWholeNumberOrMissing)) return noMetadata;
  return {
    maxCount: atLeast(1n, maxCount),
    maxAgeSeconds: atLeast(1n, maxAgeSeconds),
    truncateBefore: atLeast(0n, truncateBefore),
  };
}

export const hidesAll = ({ truncateBefore }: StreamMetadata) => truncateBefore === lastRevisionEver;

/** The same metadata, own keys and all, with another first revision; null when it is not metadata. */
export function truncatedBefore({ isJson, data }: MetadataRecord, revision: bigint): Uint8Array | null {
  const json = isJson ? jsonObjectIn(data) : null;
  return json && Buffer.from(JSON.stringify({ ...json, $tb: Number(revision) }));
}

/** The number does not survive `JSON.stringify`. */
export const softDeletion: Uint8Array = Buffer.from(`{"$tb":${lastRevisionEver}}`);

const isWholeNumberOrMissing = (value: unknown): value is number | undefined =>
  value === undefined || Number.isInteger(value);

/** 2^63-1 is read as 2^63, the next number that JavaScript has. */
function atLeast(min: bigint, value: unknown): bigint | null {
  if (typeof value !== 'number') return null;
  const whole = BigInt(value);
  if (whole < min) return null;
  return whole > lastRevisionEver ? lastRevisionEver : whole;
}
