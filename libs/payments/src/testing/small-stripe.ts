import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedOfStripe {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  readonly hasTelemetry: boolean;
  readonly form: Readonly<Record<string, string>>;
}

export interface SmallStripe {
  readonly apiBase: URL;
  readonly asked: readonly AskedOfStripe[];
  /** What the next requests are answered; the last answer stays. */
  readonly answers: StripeAnswer[];
  close(): Promise<void>;
}

export interface StripeAnswer {
  readonly status: number;
  /** Text is sent as it is. */
  readonly body: object | string;
}

/**
 * A server that speaks as much of Stripe's API as the adapter asks for: the SDK over real HTTP, without Stripe.
 * It answers what it was told to, or else what `answerTo` finds.
 */
export async function startSmallStripe(
  answerTo: (asked: AskedOfStripe) => StripeAnswer = () => ({ status: 500, body: {} }),
): Promise<SmallStripe> {
  const asked: AskedOfStripe[] = [];
  const answers: StripeAnswer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const key = request.headers['idempotency-key'];
      const question = {
        method: request.method ?? '',
        path: request.url ?? '',
        idempotencyKey: typeof key === 'string' ? key : null,
        hasTelemetry: 'x-stripe-client-telemetry' in request.headers,
        form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
      };
      asked.push(question);
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? answerTo(question);
      response.writeHead(answer.status, {
        'Content-Type': 'application/json',
        'Request-Id': `req_${asked.length}`,
      });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
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
