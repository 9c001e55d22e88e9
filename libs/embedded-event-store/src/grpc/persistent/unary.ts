import type { handleUnaryCall, Metadata, ServerUnaryCall } from '@grpc/grpc-js';
import { serviceError } from '../errors.js';

/** Answers with what comes back, or with the error that clients know for what is thrown. */
export function unary<Request, Response>(
  answer: (call: ServerUnaryCall<Request, Response>) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const answered = (async () => await answer(call))();
    answered.then(
      (response) => callback(null, response),
      (error: unknown) => callback(serviceError(error)),
    );
  };
}

/** As the client says; who may do what has been checked before. */
export function userNameOf({ metadata }: { readonly metadata: Metadata }): string {
  const basic = /^Basic (.*)$/i.exec(String(metadata.get('authorization')[0] ?? ''))?.[1];
  const [name = ''] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  return name === '' ? 'anonymous' : name;
}
