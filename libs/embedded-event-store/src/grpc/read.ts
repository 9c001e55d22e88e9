import type { handleServerStreamingCall } from '@grpc/grpc-js';
import type { Gate } from '../access/gate.js';
import type { AccessibleLog } from '../access/log-of-caller.js';
import { serviceError } from './errors.js';
import type { OpenCalls } from './open-calls.js';
import { Outbox } from './outbox.js';
import type { ReadMessage, ReadReq } from './protocol.js';
import { sendEvents } from './read-events.js';
import { readRequest } from './read-requests.js';
import { sendSubscription } from './subscribe.js';

/** Reads and catch-up subscriptions, of one stream or of the whole log. */
export function readHandler(
  gate: Gate,
  openCalls: OpenCalls,
): handleServerStreamingCall<ReadReq, ReadMessage> {
  return (call) => {
    const signal = openCalls.open(call);
    answer(gate.logOf(call.metadata), call.request, new Outbox(call, signal), signal).then(
      () => signal.aborted || call.end(),
      (error: unknown) => signal.aborted || call.emit('error', serviceError(error)),
    );
  };
}

async function answer(
  log: AccessibleLog,
  message: ReadReq,
  outbox: Outbox<ReadMessage>,
  signal: AbortSignal,
): Promise<void> {
  const request = readRequest(message);
  if (request.count === null) await sendSubscription(log, request, outbox, signal);
  else await sendEvents(log, { ...request, count: request.count }, outbox, signal);
}
