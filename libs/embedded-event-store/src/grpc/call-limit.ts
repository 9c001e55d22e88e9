import { ServerInterceptingCall, status, type ServerInterceptor } from '@grpc/grpc-js';

/** Of all connections together. A call that is open costs memory, even when nothing comes of it. */
const openCallsMax = 16_384;

/** Refuses calls when too many are open. */
export class CallLimit {
  private open = 0;

  constructor(private readonly max = openCallsMax) {}

  get openCalls(): number {
    return this.open;
  }

  readonly interceptor: ServerInterceptor = (_method, call) => {
    this.open += 1;
    const isOneTooMany = this.open > this.max;
    const limited = new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, pass) => {
            if (!isOneTooMany) return pass(metadata);
            limited.sendStatus({ code: status.RESOURCE_EXHAUSTED, details: 'Too many calls are open.' });
          },
          // Comes once for every call, however it ends.
          onCancel: () => (this.open -= 1),
        }),
    });
    return limited;
  };
}
