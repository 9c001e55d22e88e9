import type { handleUnaryCall } from '@grpc/grpc-js';
import type { AppendOutcome } from '../engine/append-request.js';
import type { EventLog } from '../engine/event-log.js';
import type { Deletion } from '../engine/removals.js';
import { refuseAll, refuseMetastream } from './access.js';
import { expectedRevisionOf } from './expected-revisions.js';
import {
  streams,
  type DeleteReq,
  type DeleteResp,
  type TombstoneReq,
  type TombstoneResp,
} from './protocol.js';
import { streamNameOf } from './stream-names.js';
import { unary } from './unary.js';

type Options = DeleteReq.Options | TombstoneReq.Options;
type Remove = (deletion: Deletion) => Promise<AppendOutcome>;

export function deleteHandler(log: EventLog): handleUnaryCall<DeleteReq, DeleteResp> {
  return unary(async ({ request }) => {
    const at = await removed(request.getOptions(), (deletion) => log.deleteStream(deletion));
    const position = new streams.DeleteResp.Position().setCommitPosition(at).setPreparePosition(at);
    return new streams.DeleteResp().setPosition(position);
  });
}

export function tombstoneHandler(log: EventLog): handleUnaryCall<TombstoneReq, TombstoneResp> {
  return unary(async ({ request }) => {
    const at = await removed(request.getOptions(), (deletion) => log.tombstoneStream(deletion));
    const position = new streams.TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at);
    return new streams.TombstoneResp().setPosition(position);
  });
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
