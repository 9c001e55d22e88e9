import type { ProposedEvent } from '../engine/log-entry.js';
import { MissingMetadata } from './errors.js';
import type { AppendReq } from './protocol.js';
import { textOf } from './uuids.js';

/** An event as it was sent. */
export interface Proposed {
  readonly id: string;
  readonly type: string | undefined;
  readonly contentType: string | undefined;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export function received(message: AppendReq.ProposedMessage): Proposed {
  const metadata = message.getMetadataMap();
  return {
    id: textOf(message.getId()),
    type: metadata.get('type'),
    contentType: metadata.get('content-type'),
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** The bytes are taken as they are, JSON or not. */
export function proposedEvent({ id, type, contentType, data, metadata }: Proposed): ProposedEvent {
  if (type === undefined || contentType === undefined) throw new MissingMetadata();
  return { id, type, isJson: contentType === 'application/json', data, metadata };
}
