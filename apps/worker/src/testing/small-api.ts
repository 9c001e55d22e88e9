import { accountKind, requestHash, type Aggregates } from '#libs/aggregates';
import { operationIdSchema, routes } from '#libs/contract';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly accountId: string;
  readonly key: string;
  readonly authorization: string;
}

type Send = (status: number, headers?: Record<string, string>) => void;

/** What happens instead of a proper answer. `carryOut` does what was asked for all the same. */
export type Interference = (
  request: SeenRequest,
  way: { readonly carryOut: () => Promise<void>; readonly send: Send; readonly hangUp: () => void },
) => Promise<void> | void;

export interface SmallApi {
  readonly url: string;
  readonly port: number;
  readonly seen: SeenRequest[];
  /** Each is for one request; after the last one the requests are answered properly. */
  readonly interferences: Interference[];
  close(): Promise<void>;
}

/** The one route of the API that the worker calls, on the real write side, with faults to order. */
export async function startSmallApi(aggregates: Aggregates, port = 0): Promise<SmallApi> {
  const seen: SeenRequest[] = [];
  const interferences: Interference[] = [];
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = understand(incoming);
    if (!request) return void response.writeHead(404).end();
    seen.push(request);
    const carryOut = () => expire(aggregates, request);
    const send: Send = (status, headers) => void response.writeHead(status, headers).end('{}');
    const interference = interferences.shift();
    if (interference) return interference(request, { carryOut, send, hangUp: () => incoming.destroy() });
    if (!operationIdSchema.safeParse(request.key).success) return send(400);
    await carryOut();
    send(200);
  };
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const { port: taken } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    seen,
    interferences,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function understand({ method, url = '', headers }: IncomingMessage): SeenRequest | null {
  const accountId = /accounts\/([^/]+)\//.exec(url)?.[1] ?? '';
  if (method !== 'POST' || url !== routes.expirations(accountId)) return null;
  return {
    accountId,
    key: String(headers['idempotency-key']),
    authorization: headers.authorization ?? '',
  };
}

async function expire(aggregates: Aggregates, { accountId, key }: SeenRequest): Promise<void> {
  const { refusal } = await aggregates.execute(accountKind, {
    aggregateId: accountId,
    operation: {
      operationId: key,
      requestHash: requestHash({ command: 'RecordDue', body: {} }),
      actor: 'service:worker',
      correlationId: key,
      causationId: key,
    },
    command: { type: 'RecordDue' },
  });
  if (refusal) throw new Error(refusal.code);
}
