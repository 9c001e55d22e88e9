import { pastTheEnd, type Direction } from '../engine/event-log.js';
import type { FollowFilter } from '../engine/follow.js';
import { InvalidRequest, UnknownRequest } from './errors.js';
import { filterOf, filterTermsOf } from './filters.js';
import type { ReadReq } from './protocol.js';
import { streamNameOf } from './stream-names.js';
import type { UuidForm } from './uuids.js';

export type Boundary = 'start' | 'end' | bigint;

/** What a Read call asks for. */
export interface ReadRequest {
  /** Null: the whole log. */
  readonly streamName: string | null;
  readonly from: Boundary;
  readonly direction: Direction;
  /** Null: a subscription. */
  readonly count: number | null;
  readonly filter: FollowFilter | null;
  readonly resolvesLinks: boolean;
  readonly uuids: UuidForm;
}

const backwards = 1;

/** @throws {InvalidRequest} | {UnknownRequest} */
export function readRequest(message: ReadReq): ReadRequest {
  const options = message.getOptions();
  if (!options) throw new InvalidRequest('A read needs options.');
  const filter = options.getFilter();
  const request: ReadRequest = {
    ...sourceOf(options),
    direction: options.getReadDirection() === backwards ? 'backwards' : 'forwards',
    count: options.hasSubscription() ? null : Number(options.getCount()),
    filter: filter ? filterOf(filterTermsOf(filter)) : null,
    resolvesLinks: options.getResolveLinks(),
    uuids: options.getUuidOption()?.hasStructured() ? 'structured' : 'string',
  };
  if (request.count !== null) checkCounted(request);
  return request;
}

function checkCounted({ count, direction, from }: ReadRequest): void {
  if (count === 0) throw new UnknownRequest('A read of no events.');
  if (direction === 'forwards' && from === 'end') {
    throw new UnknownRequest('Forwards from the end there is nothing to read.');
  }
}

function sourceOf(options: ReadReq.Options): Pick<ReadRequest, 'streamName' | 'from'> {
  const stream = options.getStream();
  if (stream) {
    const streamName = streamNameOf(stream.getStreamIdentifier());
    if (streamName === '') throw new InvalidRequest('A stream has a name.');
    return { streamName, from: boundary(stream, stream.hasRevision() ? stream.getRevision() : null) };
  }
  const all = options.getAll();
  if (!all) throw new InvalidRequest('A read is of one stream or of all.');
  return { streamName: null, from: boundary(all, all.getPosition()?.getCommitPosition() ?? null) };
}

function boundary(options: { hasEnd(): boolean }, exact: string | null): Boundary {
  if (exact === null) return options.hasEnd() ? 'end' : 'start';
  const value = BigInt(exact);
  return value > pastTheEnd ? pastTheEnd : value;
}
