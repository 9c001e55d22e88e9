import type { Receipt } from '#libs/contract';
import type { ApiClient, Consumption } from '../system/index.js';

/**
 * Services that consume without pause, each operation under a key of its own. What gets no answer, or
 * none that settles it, is sent again with the same key until it is settled.
 */
export class Load {
  readonly receipts = new Map<string, Receipt>();
  /** Operations that were sent more than once. */
  readonly retried = new Set<string>();
  private readonly services: Promise<void>[];
  private stopping = false;
  private sent = 0;

  constructor(
    private readonly api: ApiClient,
    private readonly consumption: Consumption,
    services = 16,
  ) {
    this.services = Array.from({ length: services }, () => this.serve());
  }

  /** No new operations; resolves when every one that was begun is settled. */
  async settle(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.services);
  }

  private async serve(): Promise<void> {
    while (!this.stopping) {
      this.sent += 1;
      await this.untilSettled(`operation-${this.sent}`);
    }
  }

  private async untilSettled(key: string): Promise<void> {
    while (!(await this.attempt(key))) this.retried.add(key);
  }

  private async attempt(key: string): Promise<boolean> {
    try {
      const answer = await this.api.consume(this.consumption, key);
      if (answer.status >= 500) return false;
      if (!('position' in answer.body)) throw new Refused(JSON.stringify(answer.body));
      this.receipts.set(key, answer.body as Receipt); // only a receipt has a position
      return true;
    } catch (error) {
      if (error instanceof Refused) throw error;
      return false; // the connection was lost: nobody knows what became of it
    }
  }
}

class Refused extends Error {
  override readonly name = 'Refused';
}
