import { status } from '@grpc/grpc-js';
import type { EventEmitter } from 'node:events';

type StreamingCall = Pick<EventEmitter, 'once' | 'emit'>;

/** The streaming calls under way, so that each can be ended when its client leaves or the server shuts down. */
export class OpenCalls {
  private readonly calls = new Map<StreamingCall, AbortController>();

  /** @returns a signal that aborts when there is nobody to write to any more. */
  open(call: StreamingCall): AbortSignal {
    const controller = new AbortController();
    const end = () => {
      this.calls.delete(call);
      controller.abort();
    };
    call.once('cancelled', end);
    call.once('close', end);
    call.once('error', end);
    this.calls.set(call, controller);
    return controller.signal;
  }

  /** Clients see CANCELLED and connect again with their next call. */
  endAll(): void {
    for (const call of [...this.calls.keys()]) {
      const details = 'The server is shutting down.';
      call.emit('error', Object.assign(new Error(details), { code: status.CANCELLED, details }));
    }
  }
}
