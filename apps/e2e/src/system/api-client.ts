import {
  IDEMPOTENCY_KEY_HEADER,
  REPLAYED_HEADER,
  routes,
  type Balance,
  type Problem,
  type Receipt,
} from '#libs/contract';
import { randomUUID } from 'node:crypto';

export interface Answer<Body> {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: Body;
}

export interface Consumption {
  readonly accountId: string;
  readonly model: string;
  readonly feature: string;
  readonly units: string;
}

const ANSWER_MS_MAX = 30_000;

/** The API as a service sees it. Throws when there is no answer at all. */
export class ApiClient {
  constructor(
    private readonly apiUrl: string,
    private readonly key: string,
  ) {}

  /** The same caller, at another API process. */
  at(apiUrl: string): ApiClient {
    return new ApiClient(apiUrl, this.key);
  }

  async request<Body>(
    method: string,
    path: string,
    body?: object,
    idempotencyKey: string = randomUUID(),
  ): Promise<Answer<Body>> {
    const answer = await fetch(new URL(path, this.apiUrl), {
      method,
      headers: {
        Authorization: `Bearer ${this.key}`,
        ...(method !== 'GET' && { [IDEMPOTENCY_KEY_HEADER]: idempotencyKey }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    return {
      status: answer.status,
      replayed: answer.headers.get(REPLAYED_HEADER) === 'true',
      body: (await answer.json()) as Body, // the contract says what each route answers
    };
  }

  async consume(
    { accountId, ...body }: Consumption,
    idempotencyKey?: string,
  ): Promise<Answer<Receipt | Problem>> {
    return await this.request('POST', routes.consumptions(accountId), body, idempotencyKey);
  }

  /** @throws {Error} unless it was done. */
  async command<Body>(method: 'POST' | 'PUT', path: string, body: object): Promise<Body> {
    const answer = await this.request<Body>(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** As of the position at least. */
  async balance(accountId: string, after: string): Promise<Balance> {
    const path = `${routes.balance(accountId)}?after=${after}`;
    for (;;) {
      const answer = await this.request<Balance>('GET', path);
      if (answer.status === 200) return answer.body;
      if (answer.status !== 503)
        throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
  }
}
