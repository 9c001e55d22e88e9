// What stands before grpc-js, where streams of HTTP/2 begin: grpc-js shows calls only, and those when it has begun to
// take their messages.
//
// All of it may run while the session is being read from. In there a reset with another code than CANCEL, and the
// destruction of a session, write to memory that is free already (nodejs/node#64113). So those wait for `setImmediate`.

import type { Server, status } from '@grpc/grpc-js';
import {
  constants,
  type Http2Server,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';

type StreamListener = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, ...rest: unknown[]) => void;
type Takes = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => boolean;

/**
 * For a server that has its ports: it gets the calls that are taken, and whoever takes one not has dealt with it.
 * @throws {Error} when grpc-js has become another.
 */
export function standBefore(server: Server, takes: Takes): void {
  const http2Servers = [...(server['http2Servers'] as Map<Http2Server, unknown>).keys()];
  if (http2Servers.length === 0) throw new Error('This release of grpc-js hides its connections.');
  for (const http2Server of http2Servers) {
    const served = http2Server.listeners('stream') as StreamListener[];
    http2Server.removeAllListeners('stream');
    http2Server.on('stream', (stream, headers, ...rest) => {
      if (stream.destroyed || !takes(stream, headers)) return; // destroyed: reset before its turn came
      for (const serve of served) serve.call(http2Server, stream, headers, ...rest);
    });
  }
}

export interface Refusal {
  readonly code: status;
  readonly details: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Leaves nothing behind: the reset follows the answer. */
export function refuse(stream: ServerHttp2Stream, { code, details, headers }: Refusal): void {
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc+proto',
      'grpc-status': code,
      'grpc-message': details,
      ...headers,
    },
    { endStream: true },
  );
  drop(stream);
}

export function drop(stream: ServerHttp2Stream): void {
  stream.on('error', () => undefined);
  stream.close(constants.NGHTTP2_CANCEL);
}
