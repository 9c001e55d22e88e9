import { connect, type Socket } from 'node:net';

const frameHeaderBytes = 9;
const frames = { headers: 1, reset: 3, settings: 4, ping: 6 } as const;
const flags = { ack: 1, endHeaders: 4 } as const;

/**
 * A connection full of calls that say nothing. It speaks just enough HTTP/2 to be let in and to stay: `node:http2` as a
 * client falls over such numbers before the node does (nodejs/node#64113).
 */
export class Flood {
  isOver = false;
  /** Calls that the node has ended, by refusing them or by putting this connection out. */
  refused = 0;
  private unread = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('close', () => (this.isOver = true));
    socket.on('data', (bytes) => this.read(bytes));
  }

  static open(port: number, calls: number): Flood {
    const socket = connect(port, '127.0.0.1');
    socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    socket.write(frame(frames.settings, 0, 0));
    for (let call = 0; call < calls; call += 1) {
      socket.write(frame(frames.headers, flags.endHeaders, 2 * call + 1, silentCall));
    }
    return new Flood(socket);
  }

  end(): void {
    this.socket.destroy();
  }

  private read(bytes: Buffer): void {
    this.unread = Buffer.concat([this.unread, bytes]);
    while (this.unread.length >= frameHeaderBytes) {
      const end = frameHeaderBytes + this.unread.readUIntBE(0, 3);
      if (this.unread.length < end) return;
      this.answer(this.unread.subarray(0, end));
      this.unread = this.unread.subarray(end);
    }
  }

  private answer(received: Buffer): void {
    const [type, isAck] = [received[3], ((received[4] ?? 0) & flags.ack) !== 0];
    if (type === frames.reset) this.refused += 1;
    if (isAck) return;
    if (type === frames.ping) {
      this.socket.write(frame(frames.ping, flags.ack, 0, received.subarray(frameHeaderBytes)));
    }
    if (type === frames.settings) this.socket.write(frame(frames.settings, flags.ack, 0));
  }
}

function frame(type: number, flag: number, stream: number, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(frameHeaderBytes);
  header.writeUIntBE(body.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flag, 4);
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, body]);
}

/** As HPACK writes names and values that it does not index. */
function field(name: string, value: string): Buffer {
  const text = (written: string) => Buffer.concat([Buffer.of(written.length), Buffer.from(written)]);
  return Buffer.concat([Buffer.of(0), text(name), text(value)]);
}

const postOverHttp = Buffer.of(0x83, 0x86);
const silentCall = Buffer.concat([
  postOverHttp,
  field(':path', '/event_store.client.streams.Streams/BatchAppend'),
  field(':authority', 'flood'),
  field('content-type', 'application/grpc'),
  field('te', 'trailers'),
]);
