import type { handleUnaryCall } from '@grpc/grpc-js';
import type { AppendOutcome } from '../engine/append-request.js';
import type { EventLog } from '../engine/event-log.js';
import type { Deletion } from '../engine/removals.js';
import { refuseAll, refuseMetastream } from './access.js';
import { serviceError } from './errors.js';
import { expectedRevisionOf } from './expected-revisions.js';
import {
  streams,
  type DeleteReq,
  type DeleteResp,
  type TombstoneReq,
  type TombstoneResp,
} from './protocol.js';
import { streamNameOf } from './stream-names.js';

type Options = DeleteReq.Options | TombstoneReq.Options;
type Remove = (deletion: Deletion) => Promise<AppendOutcome>;

export function deleteHandler(log: EventLog): handleUnaryCall<DeleteReq, DeleteResp> {
  return (call, callback) => {
    removed(call.request.getOptions(), (deletion) => log.deleteStream(deletion)).then(
      (position) =>
        callback(
          null,
          new streams.DeleteResp().setPosition(
            new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
          ),
        ),
      (error: unknown) => callback(serviceError(error)),
    );
  };
}

export function tombstoneHandler(log: EventLog): handleUnaryCall<TombstoneReq, TombstoneResp> {
  return (call, callback) => {
    removed(call.request.getOptions(), (deletion) => log.tombstoneStream(deletion)).then(
      (position) =>
        callback(
          null,
          new streams.TombstoneResp().setPosition(
            new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
          ),
        ),
      (error: unknown) => callback(serviceError(error)),
    );
  };
}

/** @returns the position of the record that removes the stream. */
async function removed(options: Options | undefined, remove: Remove): Promise<string> {
  const streamName = streamNameOf(options?.getStreamIdentifier());
  refuseAll(streamName);
  refuseMetastream(streamName);
  const exact = options?.hasRevision() ? options.getRevision() : null;
  const expectedRevision = options ? expectedRevisionOf(options, exact) : 'any';
  const { position } = await remove({ streamName, expectedRevision });
  return position.toString();
}
