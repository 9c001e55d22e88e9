import { status } from '@grpc/grpc-js';
import type { Message } from 'google-protobuf';
import {
  AppendTooLarge,
  EventStoreUnavailable,
  StreamDeleted,
  WrongExpectedRevision,
} from '#libs/event-store';
import { AppendNotConfirmed, InvalidAppend } from '../engine/errors.js';
import { AccessDenied, MissingMetadata } from './errors.js';
import { any, empty, rpc, shared, type Status } from './protocol.js';
import { identifierOf } from './stream-names.js';

/**
 * An append refused within a batch stream is answered by a status in a message, so that the stream goes on for the
 * others. Clients look only at the name of the type in `details`.
 */
export function batchStatus(error: unknown): Status {
  const { code, type, detail } = describe(error);
  const details = new any.Any();
  details.pack(detail.serializeBinary(), type);
  const message = error instanceof Error ? error.message : 'Unknown error.';
  // The generated code enumerates the same codes as gRPC itself, in another enum.
  return new rpc.Status()
    .setCode(code as number)
    .setMessage(message)
    .setDetails(details);
}

const own = (name: string) => `event_store.client.${name}`;

interface Description {
  readonly code: status;
  /** In full. */
  readonly type: string;
  readonly detail: Message;
}

function describe(error: unknown): Description {
  if (error instanceof WrongExpectedRevision) {
    return {
      code: status.ALREADY_EXISTS,
      type: own('WrongExpectedVersion'),
      detail: wrongExpectedVersion(error),
    };
  }
  if (error instanceof StreamDeleted) {
    const detail = new shared.StreamDeleted().setStreamIdentifier(identifierOf(error.streamName));
    return { code: status.NOT_FOUND, type: own('StreamDeleted'), detail };
  }
  if (error instanceof AppendTooLarge) {
    const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(error.maximumBytes);
    return { code: status.INVALID_ARGUMENT, type: own('MaximumAppendSizeExceeded'), detail };
  }
  return describeOthers(error);
}

function describeOthers(error: unknown): Description {
  if (error instanceof AccessDenied) {
    return { code: status.PERMISSION_DENIED, type: own('AccessDenied'), detail: new shared.AccessDenied() };
  }
  if (error instanceof AppendNotConfirmed) {
    return { code: status.DEADLINE_EXCEEDED, type: own('Timeout'), detail: new shared.Timeout() };
  }
  if (error instanceof EventStoreUnavailable) {
    return { code: status.UNAVAILABLE, type: 'google.protobuf.Empty', detail: new empty.Empty() };
  }
  if (error instanceof InvalidAppend || error instanceof MissingMetadata) {
    const detail = new shared.BadRequest().setMessage(error.message);
    return { code: status.INVALID_ARGUMENT, type: own('BadRequest'), detail };
  }
  return { code: status.UNKNOWN, type: own('Unknown'), detail: new shared.Unknown() };
}

function wrongExpectedVersion({ expected, actual }: WrongExpectedRevision): Message {
  const wrong = new shared.WrongExpectedVersion();
  if (actual === 'no-stream') wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(actual.toString());
  if (expected === 'any') wrong.setExpectedAny(new empty.Empty());
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new empty.Empty());
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new empty.Empty());
  else wrong.setExpectedStreamPosition(expected.toString());
  return wrong;
}
