import { randomUUID } from 'node:crypto';
import type { AccessibleLog } from '../access/log-of-caller.js';
import type { LogMessage } from '../engine/follow.js';
import { lastRevision } from '../engine/last-event.js';
import type { Outbox } from './outbox.js';
import { streams, type ReadMessage } from './protocol.js';
import type { ReadRequest } from './read-requests.js';
import { readEvent } from './recorded-events.js';
import type { UuidForm } from './uuids.js';

/** The confirmation, then history, then `caught_up` once, then live events, until the client leaves. */
export async function sendSubscription(
  log: AccessibleLog,
  request: ReadRequest,
  outbox: Outbox<ReadMessage>,
  signal: AbortSignal,
): Promise<void> {
  const messages = await follow(log, request, signal);
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  outbox.write(new streams.ReadResp().setConfirmation(confirmation));
  for await (const message of messages) {
    // Only before an event: a client that leaves on an event must still get the checkpoint that follows it.
    if (message.kind === 'event' && outbox.isFull) await outbox.ready();
    outbox.write(response(message, request.uuids));
  }
}

/** Where "the end" is, is settled before the subscription is confirmed. */
async function follow(
  log: AccessibleLog,
  { streamName, from, filter, resolvesLinks }: ReadRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<LogMessage>> {
  if (streamName === null) {
    const after = from === 'start' ? 0n : from === 'end' ? log.position : from;
    return log.followAll({ after, signal, resolvesLinks, ...(filter && { filter }) });
  }
  const after = from === 'start' ? -1n : from === 'end' ? await lastRevision(log, streamName) : from;
  return log.followStream({ streamName, after, signal, resolvesLinks });
}

function response(message: LogMessage, uuids: UuidForm): ReadMessage {
  switch (message.kind) {
    case 'event':
      return readEvent(message.entry, uuids);
    case 'checkpoint': {
      const position = message.position.toString();
      const checkpoint = new streams.ReadResp.Checkpoint()
        .setCommitPosition(position)
        .setPreparePosition(position);
      return new streams.ReadResp().setCheckpoint(checkpoint);
    }
    case 'caught-up':
      return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
  }
}
