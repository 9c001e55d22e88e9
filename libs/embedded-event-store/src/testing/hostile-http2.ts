import {
  connect,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type SecureClientSessionOptions,
} from 'node:http2';
import type { Message } from 'google-protobuf';

/** Speaks HTTP/2 without any of the manners of a gRPC client. */
export class HostileHttp2 {
  private constructor(readonly session: ClientHttp2Session) {}

  static open(url: string, options: SecureClientSessionOptions = {}): Promise<HostileHttp2> {
    return new Promise((resolve, reject) => {
      const session = connect(url, options);
      session.once('error', reject);
      session.once('remoteSettings', () => {
        session.off('error', reject);
        session.on('error', () => undefined); // being thrown out is what it came for
        resolve(new HostileHttp2(session));
      });
    });
  }

  /** Opens a call and says nothing yet. */
  call(method: string, headers: Record<string, string> = {}): ClientHttp2Stream {
    const stream = this.session.request(
      {
        ':method': 'POST',
        ':path': `/event_store.client.${method}`,
        'content-type': 'application/grpc',
        te: 'trailers',
        ...headers,
      },
      { endStream: false },
    );
    stream.on('error', () => undefined);
    return stream;
  }

  /** The status of a call; null when it was cut off without one. */
  static statusOf(stream: ClientHttp2Stream): Promise<number | null> {
    return new Promise((resolve) => {
      const note = (headers: Record<string, unknown>) => {
        const given = headers['grpc-status'];
        if (given !== undefined) resolve(Number(given));
      };
      stream
        .on('response', note)
        .on('trailers', note)
        .on('close', () => resolve(null))
        .resume();
    });
  }

  /** Not while it is being read from, where an awaited answer leads: that corrupts memory (nodejs/node#64113). */
  close(): void {
    setImmediate(() => this.session.destroy());
  }
}

/** As gRPC frames a message; `length` may lie. */
export function framed(bytes: Uint8Array, length = bytes.length): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(length, 1);
  return Buffer.concat([header, bytes]);
}

export const framedMessage = (message: Message) => framed(message.serializeBinary());
