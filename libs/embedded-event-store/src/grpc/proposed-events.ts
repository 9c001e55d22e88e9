import type { ProposedEvent } from '../engine/log-entry.js';
import { MissingMetadata } from './errors.js';
import type { AppendReq, BatchAppendReq } from './protocol.js';
import { textOf } from './uuids.js';

/** Both ways of appending send the same message under two names. The bytes are taken as they are, JSON or not. */
export function proposedEvent(
  message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage,
): ProposedEvent {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type');
  const contentType = metadata.get('content-type');
  if (type === undefined || contentType === undefined) throw new MissingMetadata();
  return {
    id: textOf(message.getId()),
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}
