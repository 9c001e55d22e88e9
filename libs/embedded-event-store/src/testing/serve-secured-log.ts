import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials, Metadata } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { openDefaultUsers } from '../access/default-users.js';
import { Logins } from '../access/logins.js';
import { serveGrpc, type GrpcServer } from '../grpc/serve-grpc.js';
import { openTestLog, type TestLog } from './open-test-log.js';

export interface SecuredLog {
  readonly log: TestLog;
  readonly port: number;
  readonly load: GrpcServer['load'];
  /** Path of the certificate, which signs itself. */
  readonly cert: string;
  /** With the login of one user, as in `admin:password`; empty: anonymous. */
  clientOf(login: string): EventStoreDBClient;
  /** For what that client never sends. */
  readonly raw: InstanceType<typeof streamsService.StreamsClient>;
  dispose(): Promise<void>;
}

export const adminLogin = 'admin:of the admin';
export const opsLogin = 'ops:of ops';

/** A node over TLS with users, as on a network. */
export async function serveSecuredLog(): Promise<SecuredLog> {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-tls-'));
  const { cert, key } = certificateIn(folder);
  const log = await openTestLog();
  const { users } = await openDefaultUsers(log.engine, { admin: 'of the admin', ops: 'of ops' });
  const tls = { cert: readFileSync(cert), key: readFileSync(key) };
  const server = await serveGrpc(log, { host: '127.0.0.1', port: 0, tls, logins: new Logins(users) });
  const clients: EventStoreDBClient[] = [];
  const raw = new streamsService.StreamsClient(
    `localhost:${server.port}`,
    credentials.createSsl(readFileSync(cert)),
  );
  return {
    log,
    port: server.port,
    load: server.load,
    cert,
    raw,
    clientOf: (login) => {
      const user = login && `${login.split(':').map(encodeURIComponent).join(':')}@`;
      const options = `tls=true&tlsCAFile=${encodeURIComponent(cert)}`;
      const client = EventStoreDBClient.connectionString(`esdb://${user}localhost:${server.port}?${options}`);
      clients.push(client);
      return client;
    },
    dispose: async () => {
      await Promise.all(clients.map((client) => client.dispose()));
      raw.close();
      await server.close();
      await log.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

/** As the call of somebody with this login. */
export function authorized(login: string): Metadata {
  const metadata = new Metadata();
  metadata.set('authorization', `Basic ${Buffer.from(login).toString('base64')}`);
  return metadata;
}

function certificateIn(folder: string) {
  const cert = join(folder, 'cert.pem');
  const key = join(folder, 'key.pem');
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', cert];
  const form = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  execFileSync(process.env['OPENSSL_PATH'] ?? 'openssl', ['req', ...form, ...files, ...names], {
    stdio: 'ignore',
  });
  return { cert, key };
}
