import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The API answers within seconds or not at all. */
const SILENCE_MS_MAX = 30_000;
const ANSWER_LENGTH_MAX = 1024 * 1024;

/**
 * Keeps connections open between requests. Node's own client rather than `fetch`, which takes several
 * times the processor time for each of these small requests.
 */
export class ApiConnection {
  private readonly agent: HttpAgent;
  private readonly ask: typeof httpRequest;

  constructor(
    private readonly base: URL,
    connections: number,
  ) {
    const isSecure = base.protocol === 'https:';
    this.agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: connections });
    this.ask = isSecure ? httpsRequest : httpRequest;
  }

  /** Rejects when the connection cannot be made or is lost: whether the request arrived is not known then. */
  async post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
    const { protocol, hostname, port, pathname } = this.base;
    return await new Promise<Answer>((resolve, reject) => {
      const request = this.ask({
        agent: this.agent,
        method: 'POST',
        protocol,
        hostname: hostname.replace(/^\[|\]$/g, ''), // IPv6
        port,
        path: pathname.replace(/\/$/, '') + path,
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        timeout: SILENCE_MS_MAX,
      });
      request.on('response', (response) => collect(response).then(resolve, reject));
      request.on('timeout', () => request.destroy(new Error(`no answer for ${SILENCE_MS_MAX / 1_000} s`)));
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Requests under way are given up. */
  close(): void {
    this.agent.destroy();
  }
}

async function collect(response: IncomingMessage): Promise<Answer> {
  response.setEncoding('utf8');
  let body = '';
  for await (const chunk of response) {
    body += String(chunk);
    if (body.length > ANSWER_LENGTH_MAX) throw new Error('the answer is too long');
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
