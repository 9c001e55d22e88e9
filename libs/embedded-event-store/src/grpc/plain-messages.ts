// A message of 16 KiB may be one of 16 MiB when it is unpacked, grpc-js unpacks before anybody can count it, and no
// client of EventStoreDB compresses. So compressed calls are refused, as gRPC prescribes for an encoding that a server
// does not know.

import { ServerInterceptingCall, status, type ServerInterceptor } from '@grpc/grpc-js';
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { refuse } from './before-grpc.js';

const acceptHeader = 'grpc-accept-encoding';
const plain = 'identity';

export function takesPlainMessages(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): boolean {
  const encoding = headers['grpc-encoding'] ?? plain;
  if (encoding === plain) return true;
  refuse(stream, {
    code: status.UNIMPLEMENTED,
    details: 'Compressed messages are not supported.',
    headers: { [acceptHeader]: plain },
  });
  return false;
}

/** grpc-js would announce what it could unpack. */
export const announcesPlainMessages: ServerInterceptor = (_method, call) =>
  new ServerInterceptingCall(call, {
    sendMetadata: (metadata, next) => {
      metadata.set(acceptHeader, plain);
      next(metadata);
    },
  });
