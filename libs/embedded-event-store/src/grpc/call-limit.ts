// Streams of HTTP/2 are counted, because those are what an open call costs: grpc-js forgets a call when it has answered,
// while the stream stays for as long as the client leaves its own half of it open.

import { status } from '@grpc/grpc-js';
import { constants, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import { drop, refuse } from './before-grpc.js';

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
const tooMany = { code: status.UNAVAILABLE, details: 'Too many calls are open.' };

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

  /** Or refuses the call. */
  takes(stream: ServerHttp2Stream): boolean {
    const { session } = stream;
    if (!session) return false;
    const { openCallsMax, alwaysTakenOfEach, refusedInARowMax } = this.limits;
    const connection = this.connectionOf(session);
    if (this.open < openCallsMax || connection.open < alwaysTakenOfEach) {
      connection.refusedInARow = 0;
      this.count(stream, connection);
      return true;
    }
    connection.refusedInARow += 1;
    if (connection.refusedInARow <= refusedInARowMax) refuse(stream, tooMany);
    else drop(stream);
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

/** A client that has its answer and goes on sending is told not to, as servers of gRPC do. */
function endAnswered(stream: ServerHttp2Stream): void {
  if (stream.closed || stream.destroyed) return;
  if (stream.state.state === constants.NGHTTP2_STREAM_STATE_HALF_CLOSED_LOCAL) stream.close();
  else setTimeout(endAnswered, stillSendingMs, stream).unref();
}
