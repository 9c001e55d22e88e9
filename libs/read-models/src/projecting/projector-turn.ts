import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const ASK_AGAIN_MS = 500;
const CONNECT_MS_MAX = 5_000;

/**
 * Whose turn it is to project: one of all projectors, the others stand by. It saves double work only;
 * what keeps two from doing harm is the lock on the checkpoint.
 */
export class ProjectorTurn {
  private readonly ending = new AbortController();

  private constructor(private readonly client: pg.Client) {
    client.once('end', () => this.ending.abort());
  }

  /** Resolves when it is our turn, or with null when the signal aborts first. */
  static async take(
    databaseUrl: string,
    { signal, onStandBy }: { readonly signal: AbortSignal; readonly onStandBy: () => void },
  ): Promise<ProjectorTurn | null> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'token-ledger projector turn',
      connectionTimeoutMillis: CONNECT_MS_MAX,
      keepAlive: true,
    });
    client.on('error', () => undefined); // 'end' follows
    const turn = new ProjectorTurn(client);
    try {
      await client.connect();
      for (let asked = 0; !signal.aborted && !turn.lost.aborted; asked += 1) {
        if (await isFree(client)) return turn;
        if (asked === 0) onStandBy();
        await pause(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined); // rejects only when aborted
      }
    } catch (error) {
      await turn.release();
      throw error;
    }
    await turn.release();
    if (signal.aborted) return null;
    throw new Error('The connection was lost while standing by.');
  }

  /** Aborts when the connection is gone, and with it the turn. */
  get lost(): AbortSignal {
    return this.ending.signal;
  }

  async release(): Promise<void> {
    await this.client.end().catch(() => undefined); // it is gone already
  }
}

async function isFree(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended('token-ledger projector', 0)) AS taken`,
  );
  return rows[0]?.taken === true;
}
