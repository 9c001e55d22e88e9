// The decoder of google-protobuf believes the lengths that it reads: six bytes that announce a message of 4 GiB keep it,
// and with it the whole process, busy for hours. So every length is looked at before it is believed.

import type { ServiceDefinition } from '@grpc/grpc-js';
import jspb from 'google-protobuf';

/** What is sent as its length, then so many bytes: text, bytes, messages and packed numbers. */
const delimited = 2;
const varintBytesMax = 5;

class CheckedReader extends jspb.BinaryReader {
  override nextField(): boolean {
    if (!super.nextField()) return false;
    if (Number(this.getWireType()) === delimited) this.checkLength();
    return true;
  }

  private checkLength(): void {
    const bytes = this.getBuffer() as Uint8Array; // it is what the reader was made with
    let at = this.getCursor();
    let length = 0;
    for (let index = 0; ; index += 1) {
      const byte = bytes[at];
      if (byte === undefined || index === varintBytesMax) throw new Error('A length is cut off.');
      length += (byte & 0x7f) * 2 ** (7 * index);
      at += 1;
      if (byte < 0x80) break;
    }
    if (at + length > bytes.length) throw new Error('A length leads past the end of the message.');
  }
}

interface Generated {
  readonly requestType: {
    new (): unknown;
    deserializeBinaryFromReader(message: unknown, reader: jspb.BinaryReader): unknown;
  };
}

/** The same service, which takes no longer to refuse a malformed request than to read it. */
export function checked<Service extends ServiceDefinition>(service: Service): Service {
  const methods = Object.entries(service).map(([name, method]) => {
    const { requestType } = method as unknown as Generated; // so they are generated, and not typed
    const requestDeserialize = (bytes: Buffer) =>
      requestType.deserializeBinaryFromReader(new requestType(), new CheckedReader(new Uint8Array(bytes)));
    return [name, { ...method, requestDeserialize }];
  });
  return Object.fromEntries(methods) as Service;
}
