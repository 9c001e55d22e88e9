import type { handleUnaryCall, ServerUnaryCall } from '@grpc/grpc-js';
import { serviceError } from './errors.js';

/** Answers with what comes back, or with the error that clients know for what is thrown. */
export function unary<Request, Response>(
  answer: (call: ServerUnaryCall<Request, Response>) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const answered = (async () => await answer(call))();
    answered.then(
      (response) => callback(null, response),
      (error: unknown) => callback(serviceError(error)),
    );
  };
}
