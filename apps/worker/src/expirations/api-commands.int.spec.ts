import { JobRefused, QueueMustWait } from '#libs/jobs';
import { freePort } from '#libs/platform';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiAt } from '../api/ask-api.js';
import { recordExpirations } from './api-commands.js';

let server: Server;
let answer: { readonly status: number; readonly headers?: Record<string, string> };
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = createServer(({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers['idempotency-key']}`);
    response.writeHead(answer.status, answer.headers).end('{"detail":"why"}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => server.close());

function record(): Promise<unknown> {
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const commands = recordExpirations(apiAt({ apiUrl: `http://127.0.0.1:${port}`, apiKey: 'tl_worker' }));
  return commands('acc:1', 'expiry-of-1').catch((error: unknown) => error);
}

it('asks the API of the account, under the key of the grant', async () => {
  answer = { status: 200 };
  expect(await record()).toBeUndefined();
  expect(asked).toEqual(['POST /api/v1/accounts/acc%3A1/expirations expiry-of-1']);
});

it.each([400, 404, 409, 422])('gives up when the API answers %i', async (status) => {
  answer = { status };
  const failure = await record();
  expect(failure).toBeInstanceOf(JobRefused);
  expect(failure).toMatchObject({ message: `The API answered ${status}: {"detail":"why"}` });
});

it.each([408, 500, 503])('tries again when the API answers %i', async (status) => {
  answer = { status };
  const failure = await record();
  expect(failure).toMatchObject({ message: `The API answered ${status}: {"detail":"why"}` });
  expect(failure).not.toBeInstanceOf(JobRefused);
  expect(failure).not.toBeInstanceOf(QueueMustWait);
});

it.each([
  { asks: undefined, waitMs: 5_000 },
  { asks: '7', waitMs: 7_000 },
  { asks: '86400', waitMs: 60_000 },
  { asks: 'Wed, 21 Oct 2026 07:28:00 GMT', waitMs: 5_000 },
])('waits $waitMs ms when a busy API asks for $asks', async ({ asks, waitMs }) => {
  answer = { status: 429, headers: asks === undefined ? {} : { 'Retry-After': asks } };
  expect(await record()).toMatchObject({ name: 'QueueMustWait', waitMs });
});

it.each([401, 403])('waits for a better key when the API answers %i', async (status) => {
  answer = { status };
  expect(await record()).toEqual(new QueueMustWait(`The API refuses WORKER_API_KEY (${status}).`, 60_000));
});

it('waits for an API that cannot be reached, and says why', async () => {
  const commands = recordExpirations(
    apiAt({ apiUrl: `http://127.0.0.1:${await freePort()}`, apiKey: 'tl_worker' }),
  );
  const failure = commands('acc-1', 'expiry-of-1');
  await expect(failure).rejects.toBeInstanceOf(QueueMustWait);
  await expect(failure).rejects.toThrow('ECONNREFUSED');
});
