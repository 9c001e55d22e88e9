import persistent, {
  type ReadReq as PersistentReadReq,
} from '@eventstore/db-client/generated/persistent_pb.js';
import { streams, type ReadReq, type StreamIdentifier } from '../grpc/protocol.js';
import { streamNameOf } from '../grpc/stream-names.js';
import type { Attempt } from './stream-acl.js';

type RequestedStream = Pick<Attempt, 'action' | 'streamName'>;

/**
 * What the first message of a call wants to do with which stream. Null where there is none to ask for, as in a batch,
 * whose appends are each asked on their own. Handlers take the name of the stream from the first message only.
 */
export function requestedStream(message: unknown): RequestedStream | null {
  if (message instanceof streams.ReadReq) return ofRead(message);
  if (message instanceof persistent.ReadReq) return ofGroup(message);
  if (message instanceof streams.AppendReq) {
    return named('write', message.getOptions()?.getStreamIdentifier());
  }
  if (message instanceof streams.DeleteReq || message instanceof streams.TombstoneReq) {
    return named('delete', message.getOptions()?.getStreamIdentifier());
  }
  return null;
}

function ofRead(message: ReadReq): RequestedStream {
  const stream = message.getOptions()?.getStream();
  return named('read', stream ? stream.getStreamIdentifier() : null);
}

function ofGroup(message: PersistentReadReq): RequestedStream {
  const options = message.getOptions();
  return named('read', options?.hasAll() ? null : options?.getStreamIdentifier());
}

/** Null: the whole log. */
function named(action: Attempt['action'], identifier: StreamIdentifier | undefined | null): RequestedStream {
  return { action, streamName: identifier === null ? '$all' : streamNameOf(identifier) };
}
