import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { checkHealth, type HealthChecks } from './health.js';

export interface HealthServerOptions {
  readonly host: string;
  readonly port: number;
  readonly checks: HealthChecks;
  readonly metrics: Registry;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** `/health/live`, `/health/ready` and `/metrics` of a process that serves nothing else. */
export async function serveHealth(options: HealthServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.message : String(error));
    });
  });
  await listening(server, options);
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { checks, metrics }: HealthServerOptions,
): Promise<void> {
  const [path] = (request.url ?? '').split('?');
  if (path === '/health/live') {
    sendJson(response, 200, { status: 'ok' });
  } else if (path === '/health/ready') {
    const report = await checkHealth(checks);
    sendJson(response, report.status === 'ok' ? 200 : 503, report);
  } else if (path === '/metrics') {
    response.setHeader('Content-Type', metrics.contentType);
    response.end(await metrics.metrics());
  } else {
    sendJson(response, 404, { status: 'not found' });
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function listening(server: Server, { host, port }: HealthServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
