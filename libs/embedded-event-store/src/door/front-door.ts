// One port for gRPC and HTTP/1.1: told apart by ALPN under TLS, and in clear text by how every HTTP/2 connection
// begins. A connection that says nothing, or says it too slowly, is dropped.

import type { ConnectionInjector } from '@grpc/grpc-js';
import type { Server as HttpServer } from 'node:http';
import { createServer as createPlainServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';

export interface TlsFiles {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

export interface FrontDoorOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsFiles | null;
  readonly grpc: ConnectionInjector;
  readonly http: HttpServer;
}

export interface FrontDoor {
  readonly port: number;
  readonly connections: number;
  /** Nobody comes in any more. */
  shut(): void;
  /** Whoever is still in is put out. */
  clear(): void;
}

const beginningOfHttp2 = 'PRI';
const silenceMsMax = 10_000;
/** HTTP/1.1 here is questions and short answers: nobody needs a connection for longer. */
const httpMsMax = 10_000;
const connectionsMax = 10_000;

export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const sockets = new Set<Socket>();
  const server = options.tls ? tlsServer(options, options.tls) : plainServer(options);
  server.maxConnections = connectionsMax;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // it closes, and whoever speaks on it is told
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listening(server, options);
  return {
    port,
    get connections() {
      return sockets.size;
    },
    shut: () => void server.close(),
    clear: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function tlsServer({ grpc, http }: FrontDoorOptions, { cert, key }: TlsFiles): Server {
  const server = createTlsServer({
    cert,
    key,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['h2', 'http/1.1'],
    handshakeTimeout: silenceMsMax,
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy()); // who cannot come in, and would stay
  server.on('secureConnection', (socket: TLSSocket) => {
    socket.on('error', () => undefined);
    if (socket.alpnProtocol === 'h2') grpc.injectConnection(socket);
    else serveHttp(http, socket);
  });
  return server;
}

function plainServer({ grpc, http }: FrontDoorOptions): Server {
  return createPlainServer((socket) => {
    socket.setTimeout(silenceMsMax, () => socket.destroy());
    let begun = Buffer.alloc(0);
    const decide = () => {
      begun = Buffer.concat([begun, (socket.read() as Buffer | null) ?? nothing]);
      if (begun.length === 0 || isTooShort(begun)) return;
      socket.off('readable', decide);
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      socket.unshift(begun);
      if (begun.toString('latin1', 0, 3) === beginningOfHttp2) grpc.injectConnection(socket);
      else serveHttp(http, socket);
    };
    socket.on('readable', decide);
  });
}

const nothing = Buffer.alloc(0);
const isTooShort = (begun: Buffer) =>
  begun.length < beginningOfHttp2.length && beginningOfHttp2.startsWith(begun.toString('latin1'));

function serveHttp(http: HttpServer, socket: Socket): void {
  const patience = setTimeout(() => socket.destroy(), httpMsMax);
  socket.once('close', () => clearTimeout(patience));
  http.emit('connection', socket);
}

function listening(server: Server, { host, port }: FrontDoorOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port); // an address of TCP: it listens on a port
    });
  });
}
