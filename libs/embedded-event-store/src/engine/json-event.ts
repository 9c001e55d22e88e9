import { randomUUID } from 'node:crypto';
import type { ProposedEvent } from './log-entry.js';

const nothing = Buffer.alloc(0);

/** An event that the node itself writes. */
export function jsonEvent(type: string, content: unknown, metadata: Uint8Array = nothing): ProposedEvent {
  return { id: randomUUID(), type, isJson: true, data: Buffer.from(JSON.stringify(content)), metadata };
}
