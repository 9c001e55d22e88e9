// Stands before grpc-js and counts streams of HTTP/2, because those are what an open call costs: grpc-js forgets a call
// when it has answered, while the stream stays for as long as the client leaves its own half of it open.
//
// Everything here may run while the session is being read from. In there a reset with another code than CANCEL, and
// the destruction of a session, write to memory that is free already (nodejs/node#64113). So they wait for `setImmediate`.

import { status, type Server } from '@grpc/grpc-js';
import { constants, type Http2Server, type Http2Session, type ServerHttp2Stream } from 'node:http2';

export interface CallLimits {
  /** Of all connections together. A call that is open costs memory, even when nothing comes of it. */
  readonly openCallsMax: number;
  /** So many calls of a connection are taken even then: who floods the node does not keep the others out. */
  readonly alwaysTakenOfEach: number;
  /** Who goes on for longer without one call that is taken is put out: refusing takes time that others want. */
  readonly refusedInARowMax: number;
}

const limitsDefault: CallLimits = { openCallsMax: 16_384, alwaysTakenOfEach: 4, refusedInARowMax: 1_000 };
const stillSendingMs = 1_000;

type StreamListener = (stream: ServerHttp2Stream, ...rest: unknown[]) => void;

interface Connection {
  open: number;
  refusedInARow: number;
}

/** Refuses calls when too many are open, and ends those that are answered. */
export class CallLimit {
  private open = 0;
  private readonly connections = new WeakMap<Http2Session, Connection>();

  constructor(private readonly limits = limitsDefault) {}

  get openCalls(): number {
    return this.open;
  }

  /** For a server that has its ports. @throws {Error} when grpc-js has become another. */
  standBefore(server: Server): void {
    const http2Servers = [...(server['http2Servers'] as Map<Http2Server, unknown>).keys()];
    if (http2Servers.length === 0) throw new Error('This release of grpc-js hides its connections.');
    for (const http2Server of http2Servers) {
      const served = http2Server.listeners('stream') as StreamListener[];
      http2Server.removeAllListeners('stream');
      http2Server.on('stream', (stream, ...rest) => {
        const { session } = stream;
        if (!session || stream.destroyed) return; // reset before its turn came
        if (!this.takes(stream, session)) return;
        for (const serve of served) serve.call(http2Server, stream, ...rest);
      });
    }
  }

  private takes(stream: ServerHttp2Stream, session: Http2Session): boolean {
    const { openCallsMax, alwaysTakenOfEach, refusedInARowMax } = this.limits;
    const connection = this.connectionOf(session);
    if (this.open < openCallsMax || connection.open < alwaysTakenOfEach) {
      connection.refusedInARow = 0;
      this.count(stream, connection);
      return true;
    }
    connection.refusedInARow += 1;
    stream.on('error', () => undefined);
    if (connection.refusedInARow <= refusedInARowMax) refuse(stream);
    else stream.close(constants.NGHTTP2_CANCEL);
    if (connection.refusedInARow === refusedInARowMax + 1) setImmediate(() => session.destroy());
    return false;
  }

  private connectionOf(session: Http2Session): Connection {
    const known = this.connections.get(session) ?? { open: 0, refusedInARow: 0 };
    this.connections.set(session, known);
    return known;
  }

  private count(stream: ServerHttp2Stream, connection: Connection): void {
    const add = (change: number) => {
      this.open += change;
      connection.open += change;
    };
    add(1);
    stream.once('close', () => add(-1));
    stream.once('finish', () => setImmediate(endAnswered, stream));
  }
}

/** Leaves nothing behind: the reset follows the answer. */
function refuse(stream: ServerHttp2Stream): void {
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc+proto',
      'grpc-status': status.UNAVAILABLE,
      'grpc-message': 'Too many calls are open.',
    },
    { endStream: true },
  );
  stream.close(constants.NGHTTP2_CANCEL);
}

/** A client that has its answer and goes on sending is told not to, as servers of gRPC do. */
function endAnswered(stream: ServerHttp2Stream): void {
  if (stream.closed || stream.destroyed) return;
  if (stream.state.state === constants.NGHTTP2_STREAM_STATE_HALF_CLOSED_LOCAL) stream.close();
  else setTimeout(endAnswered, stillSendingMs, stream).unref();
}
