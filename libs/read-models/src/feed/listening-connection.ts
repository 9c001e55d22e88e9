import pg from 'pg';
import { Backoff, type BackoffLimits } from '../projecting/backoff.js';

export interface ListeningOptions {
  readonly databaseUrl: string;
  readonly channel: string;
  readonly backoff?: BackoffLimits;
  onNotification(payload: string): void;
  /** After every connect, the first one too: what was notified in between was missed. */
  onConnected(): Promise<void>;
}

const CONNECT_MS_MAX = 5_000;
const QUERY_MS_MAX = 10_000;

/** A connection of its own that listens for notifications and, when it is lost, comes back by itself. */
export class ListeningConnection {
  private client: pg.Client | null = null;
  private readonly closing = new AbortController();
  private readonly backoff: Backoff;

  constructor(private readonly options: ListeningOptions) {
    this.backoff = new Backoff(options.backoff);
  }

  /** Rejects when the first attempt fails; later ones are repeated until one succeeds. */
  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.databaseUrl,
      application_name: `token-ledger ${this.options.channel} feed`,
      connectionTimeoutMillis: CONNECT_MS_MAX,
      query_timeout: QUERY_MS_MAX,
      keepAlive: true,
    });
    client.on('error', () => undefined); // 'end' follows
    client.on('notification', ({ payload }) => this.options.onNotification(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(this.options.channel)}`);
      await this.adopt(client);
    } catch (error) {
      this.client = null;
      await end(client);
      throw error;
    }
  }

  /** @returns null while there is no connection. */
  async query<Row extends pg.QueryResultRow>(
    statement: string,
    parameters: unknown[],
  ): Promise<Row[] | null> {
    const { client } = this;
    if (!client) return null;
    try {
      return (await client.query<Row>(statement, parameters)).rows;
    } catch (error) {
      await end(client); // whatever it was, a new connection is sound
      if (this.closing.signal.aborted) return null;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    const { client } = this;
    this.client = null;
    if (client) await end(client);
  }

  private async adopt(client: pg.Client): Promise<void> {
    this.client = client;
    await this.options.onConnected();
    client.once('end', () => void this.reconnect(client));
    this.backoff.succeeded();
  }

  private async reconnect(lost: pg.Client): Promise<void> {
    if (this.client === lost) this.client = null;
    while (!this.client && !this.closing.signal.aborted) {
      await this.backoff.wait(this.closing.signal);
      if (this.closing.signal.aborted) return;
      await this.connect().catch(() => undefined); // tried again; that it is away shows in `query`
    }
  }
}

async function end(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined); // it is gone already
}
