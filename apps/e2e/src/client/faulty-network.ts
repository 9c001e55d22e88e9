import { IDEMPOTENCY_KEY_HEADER } from '#libs/contract';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly atMs: number;
}

/** What happens to a request instead of being carried there and its answer back. */
export type Fault =
  /** It arrives and is carried out; the connection breaks before the answer is back. */
  | { readonly kind: 'answer-lost' }
  /** It does not arrive. */
  | { readonly kind: 'request-lost' }
  /** It arrives and is carried out; nothing ever comes back. */
  | { readonly kind: 'hangs' }
  /** Somebody on the way answers. */
  | { readonly kind: 'answers'; readonly status: number; readonly headers?: Record<string, string> };

/** Stands between a client and the API: HTTP over TCP, as it is on bad days. */
export class FaultyNetwork {
  readonly seen: SeenRequest[] = [];
  /** Asked for every request. */
  fault: (request: SeenRequest) => Fault | undefined = () => undefined;

  private constructor(
    private readonly server: Server,
    private readonly apiUrl: string,
  ) {
    server.on('request', (request, response) => {
      this.carry(request, response).catch(() => response.destroy()); // as if nobody were there
    });
  }

  static async before(apiUrl: string): Promise<FaultyNetwork> {
    const server = createServer();
    const network = new FaultyNetwork(server, apiUrl);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return network;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`; // it listens on TCP
  }

  /** To the next requests, one each; what comes after them goes through. */
  next(...faults: readonly Fault[]): void {
    const left = [...faults];
    this.fault = () => left.shift();
  }

  /** From now on, where the path ends so. */
  always(ending: string, fault: Fault): void {
    this.fault = ({ path }) => (path.endsWith(ending) ? fault : undefined);
  }

  /** Forgets what was seen, and lets everything through. */
  heal(): void {
    this.seen.length = 0;
    this.next();
  }

  /** Requests whose path ends so. */
  to(ending: string): readonly SeenRequest[] {
    return this.seen.filter(({ path }) => path.endsWith(ending));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const seen = whatIsSeenOf(request);
    const fault = this.fault(seen);
    const arrives = fault?.kind !== 'request-lost' && fault?.kind !== 'answers';
    const answer = arrives ? await this.ask(request, body) : null;
    this.seen.push(seen); // by now it has been carried out, if it arrives
    if (fault) fail(response, fault);
    else if (answer) await pass(response, answer);
  }

  private async ask({ method, url, headers }: IncomingMessage, body: string): Promise<Response> {
    const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
    return await fetch(`${this.apiUrl}${url}`, {
      method: String(method),
      headers: Object.entries(rest).map(([name, value]) => [name, String(value)]),
      ...(body !== '' && { body }),
    });
  }
}

function whatIsSeenOf({ method = '', url = '', headers }: IncomingMessage): SeenRequest {
  const key = headers[IDEMPOTENCY_KEY_HEADER.toLowerCase()];
  return { method, path: url, key: typeof key === 'string' ? key : null, atMs: performance.now() };
}

function fail(response: ServerResponse, fault: Fault): void {
  if (fault.kind === 'answers') response.writeHead(fault.status, fault.headers).end('<html>Not today</html>');
  else if (fault.kind !== 'hangs') response.destroy();
}

async function pass(response: ServerResponse, answer: Response): Promise<void> {
  // It is passed on unpacked: what says how it was packed, and how long that was, is not true any more.
  const {
    'content-encoding': _encoding,
    'content-length': _length,
    'transfer-encoding': _transfer,
    ...headers
  } = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, headers).end(await answer.text());
}
