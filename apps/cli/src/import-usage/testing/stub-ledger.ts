import { IDEMPOTENCY_KEY_HEADER, REPLAYED_HEADER, type ConsumeRequest, type Receipt } from '#libs/contract';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Consumption extends ConsumeRequest {
  readonly accountId: string;
  readonly operationId: string;
  /** How often this operation came, this time included. */
  readonly attempt: number;
  /** How many came in all, this one included. */
  readonly place: number;
  readonly at: number;
}

/** Answers instead of the ledger, and says whether it did. */
export type Fault = (consumption: Consumption, response: ServerResponse) => boolean | Promise<boolean>;

/** A small HTTP server that takes consumptions as the API does, and fails when it is told to. */
export class StubLedger {
  fault: Fault = () => false;
  /** In the order of their arrival, repeated ones too. */
  readonly arrived: Consumption[] = [];
  readonly receipts = new Map<string, Receipt>();
  readonly connections = new Set<unknown>();
  inFlightMax = 0;
  private inFlight = 0;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      this.connections.add(request.socket);
      this.inFlight += 1;
      this.inFlightMax = Math.max(this.inFlightMax, this.inFlight);
      response.on('close', () => (this.inFlight -= 1));
      void this.answer(request, response);
    });
  }

  async listen(): Promise<URL> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo; // a TCP server that listens has one
    return new URL(`http://127.0.0.1:${port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const consumption = this.recorded(request, JSON.parse(await text(request)) as ConsumeRequest);
    if (await this.fault(consumption, response)) return;
    const { receipt, replayed } = this.carryOut(consumption);
    if (replayed) response.setHeader(REPLAYED_HEADER, 'true');
    response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify(receipt));
  }

  carryOut(consumption: Consumption): { readonly receipt: Receipt; readonly replayed: boolean } {
    const key = `${consumption.accountId} ${consumption.operationId}`;
    const known = this.receipts.get(key);
    const receipt = known ?? receiptOf(consumption, this.receipts.size);
    this.receipts.set(key, receipt);
    return { receipt, replayed: known !== undefined };
  }

  private recorded(request: IncomingMessage, body: ConsumeRequest): Consumption {
    const operationId = String(request.headers[IDEMPOTENCY_KEY_HEADER.toLowerCase()]);
    const consumption = {
      ...body,
      accountId: request.url?.split('/')[4] ?? '',
      operationId,
      attempt: this.arrived.filter((each) => each.operationId === operationId).length + 1,
      place: this.arrived.length + 1,
      at: performance.now(),
    };
    this.arrived.push(consumption);
    return consumption;
  }
}

/** Two tokens for each unit. */
function receiptOf(
  { accountId, operationId, model, feature, units = '0' }: Consumption,
  position: number,
): Receipt {
  return {
    operationId,
    accountId,
    model,
    feature,
    units,
    unit: 'token',
    rate: '2',
    rateRevision: 0,
    multiplier: '1',
    tokens: String(BigInt(units) * 2n),
    drawn: [],
    overdrawn: '0',
    unlimited: true,
    balanceBefore: '0',
    balanceAfter: '0',
    consumedAt: '2026-01-03T07:58:00.000Z',
    position: String(position),
  };
}

export function problem(response: ServerResponse, status: number, code: string, headers = {}): true {
  response.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers });
  response.end(
    JSON.stringify({ type: `about:${code}`, title: code, status, code, detail: `Detail of ${code}.` }),
  );
  return true;
}
