import { randomUUID } from 'node:crypto';
import type { AppendRequest, Removal } from './append-request.js';
import type { ProposedEvent } from './log-entry.js';
import { softDeletion } from './stream-metadata.js';

export type Deletion = Omit<AppendRequest, 'events' | 'removal'>;

const nothing = Buffer.alloc(0);

/** Removing a stream is an append, too: what was written stays, and an event says that it is not to be seen. */
export function removalRequest(deletion: Deletion, removal: Removal): AppendRequest {
  return { ...deletion, events: [{ id: randomUUID(), ...written[removal] }], removal };
}

const written: Record<Removal, Omit<ProposedEvent, 'id'>> = {
  /** Replaces all metadata. */
  delete: { type: '$metadata', isJson: true, data: softDeletion, metadata: nothing },
  tombstone: { type: '$streamDeleted', isJson: false, data: nothing, metadata: nothing },
};
