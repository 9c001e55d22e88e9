import { accountKind, requestHash, subscriptionKind, topUpKind, type Aggregates } from '#libs/aggregates';
import { topUpMonth, ZERO } from '#libs/ledger';
import { operationIdSchema, routes } from '#libs/contract';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  /** The account, or of a renewal the subscription. */
  readonly accountId: string;
  readonly asksFor: 'expirations' | 'renewal' | 'top-up';
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

/** The routes of the API that the worker calls, on the real write side, with faults to order. */
export async function startSmallApi(aggregates: Aggregates, port = 0): Promise<SmallApi> {
  const seen: SeenRequest[] = [];
  const interferences: Interference[] = [];
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = understand(incoming);
    if (!request) return void response.writeHead(404).end();
    seen.push(request);
    const carryOut = () => CARRY_OUT[request.asksFor](aggregates, request);
    const send: Send = (status, headers) =>
      void response.writeHead(status, headers).end(JSON.stringify(answerTo(request)));
    const interference = interferences.shift();
    if (interference) return interference(request, { carryOut, send, hangUp: () => incoming.destroy() });
    if (request.asksFor === 'expirations' && !operationIdSchema.safeParse(request.key).success)
      return send(400);
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
  const [, accountId = ''] = /(?:accounts|subscriptions)\/([^/]+)\//.exec(url) ?? [];
  const asksFor = ASKED_AT.find(([, path]) => path(accountId) === url)?.[0];
  if (method !== 'POST' || !asksFor) return null;
  return {
    accountId,
    asksFor,
    key: String(headers['idempotency-key']),
    authorization: headers.authorization ?? '',
  };
}

const ASKED_AT = [
  ['expirations', routes.expirations],
  ['renewal', routes.subscriptionReconciliation],
  ['top-up', routes.topUpReconciliation],
] as const;

function answerTo({ asksFor, accountId }: SeenRequest): object {
  if (asksFor === 'renewal') return { subscriptionId: accountId, status: 'active', done: 'renewal-begun' };
  return asksFor === 'top-up' ? { accountId, done: 'begun', because: null } : {};
}

const CARRY_OUT = {
  expirations: expire,
  renewal: renew,
  'top-up': topUp,
};

async function renew(aggregates: Aggregates, { accountId: subscriptionId }: SeenRequest): Promise<void> {
  const purchaseId = `${subscriptionId}.2.1`;
  const { refusal } = await aggregates.execute(subscriptionKind, {
    aggregateId: subscriptionId,
    operation: operationOf(`renewal-${purchaseId}`),
    command: { type: 'BeginRenewal', subscriptionId, purchaseId, askedByBuyer: false },
  });
  if (refusal) throw new Error(refusal.code);
}

async function topUp(aggregates: Aggregates, { accountId }: SeenRequest): Promise<void> {
  const purchaseId = `top-up-of-${accountId}`;
  const { refusal } = await aggregates.execute(topUpKind, {
    aggregateId: accountId,
    operation: operationOf(`begin-${purchaseId}`),
    command: {
      type: 'BeginTopUp',
      accountId,
      purchaseId,
      price: { minorUnits: '1', currency: 'USD' },
      available: ZERO,
      month: topUpMonth('UTC', new Date()),
    },
  });
  if (refusal) throw new Error(refusal.code);
}

function operationOf(operationId: string) {
  return {
    operationId,
    requestHash: requestHash({ operationId }),
    actor: 'service:worker',
    correlationId: operationId,
    causationId: operationId,
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
