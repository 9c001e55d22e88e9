import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedOfStripe {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  readonly form: Readonly<Record<string, string>>;
}

export interface SmallStripe {
  readonly apiBase: URL;
  readonly asked: readonly AskedOfStripe[];
  /** What the next requests are answered; the last answer stays. */
  readonly answers: { readonly status: number; readonly body: object }[];
  close(): Promise<void>;
}

/** A server that speaks as much of Stripe's API as the adapter asks for: the SDK over real HTTP, without Stripe. */
export async function startSmallStripe(): Promise<SmallStripe> {
  const asked: AskedOfStripe[] = [];
  const answers: { status: number; body: object }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const key = request.headers['idempotency-key'];
      asked.push({
        method: request.method ?? '',
        path: request.url ?? '',
        idempotencyKey: typeof key === 'string' ? key : null,
        form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
      });
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500, body: {} };
      response.writeHead(answer.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    apiBase: new URL(`http://127.0.0.1:${port}`),
    asked,
    answers,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
