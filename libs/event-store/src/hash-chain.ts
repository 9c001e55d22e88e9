import canonicalizeModule from 'canonicalize';
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from './json.js';

/** The package's types describe a default export; what it exports in CommonJS is the function itself. */
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** What the first event of a stream is chained to. */
export const CHAIN_START = '0'.repeat(64);

export interface ChainedEvent {
  readonly streamName: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: JsonObject;
  /** With or without `hash`: the hash never covers itself. */
  readonly metadata: JsonObject;
}

/** SHA-256(previous hash, canonical JSON (RFC 8785) of stream, revision, type, data, metadata), in hex. */
export function chainHash(previousHash: string, event: ChainedEvent): string {
  const { hash: _own, ...metadata } = event.metadata;
  const link = {
    stream: event.streamName,
    revision: event.revision.toString(),
    type: event.type,
    data: event.data,
    metadata,
  };
  return createHash('sha256').update(previousHash).update(canonicalJson(link)).digest('hex');
}

/** RFC 8785, for hashes that must come out the same everywhere. */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Not a JSON value.');
  return text;
}
