import { IDEMPOTENCY_KEY_HEADER, routes, type ConsumeRequest } from '#libs/contract';
import { formatAmount } from '#libs/ledger';
import { setTimeout as pause } from 'node:timers/promises';
import { types } from 'node:util';
import { OperatorError } from '../operator-error.js';
import type { Answer, ApiConnection } from './api-connection.js';
import { waitMs, type Patience } from './patience.js';
import { readAnswer, type AskAgain } from './read-answer.js';
import type { Outcome, UsageRow } from './usage-row.js';

export interface ConsumptionsOptions {
  readonly connection: ApiConnection;
  readonly apiUrl: URL;
  readonly apiKey: string;
  readonly patience: Patience;
  /** From then on nothing is sent again. */
  readonly stop: AbortSignal;
}

/** Lost on the way rather than never made: the API is there. */
const LOST_ON_THE_WAY = new Set(['ECONNRESET', 'EPIPE']);

/** Sends rows as consume commands, each until it is answered, always under the same idempotency key. */
export class Consumptions {
  /** Before the first answer a refused connection means a wrong address; later, a restart to wait for. */
  private answered = false;

  constructor(private readonly options: ConsumptionsOptions) {}

  /** @throws {OperatorError} when there is no use in sending others either. */
  async consume(row: UsageRow): Promise<Outcome> {
    const { patience, stop } = this.options;
    for (let attempt = 1; !stop.aborted; attempt += 1) {
      const outcome = await this.attempt(row);
      if (outcome.kind !== 'ask-again') return outcome;
      if (attempt >= patience.attemptsMax) throw this.gaveUp(outcome);
      const wait = waitMs(patience, attempt, outcome.afterMs, Math.random());
      await pause(wait, null, { signal: stop }).catch(() => undefined); // stopped: the loop ends
    }
    return { kind: 'unanswered' };
  }

  private async attempt(row: UsageRow): Promise<Outcome | AskAgain> {
    const answer = await this.send(row).catch((error: unknown) => this.connectionLost(error));
    if ('kind' in answer) return answer;
    this.answered = true;
    return readAnswer(answer, new Date());
  }

  private async send(row: UsageRow): Promise<Answer> {
    const body: ConsumeRequest = { model: row.model, feature: row.feature, units: formatAmount(row.units) };
    const headers = {
      Authorization: `Bearer ${this.options.apiKey}`,
      'Content-Type': 'application/json',
      [IDEMPOTENCY_KEY_HEADER]: row.operationId,
    };
    return await this.options.connection.post(
      routes.consumptions(row.accountId),
      headers,
      JSON.stringify(body),
    );
  }

  private connectionLost(error: unknown): AskAgain {
    if (!types.isNativeError(error)) throw error;
    const code = 'code' in error ? String(error.code) : '';
    if (!this.answered && code && !LOST_ON_THE_WAY.has(code)) {
      const { origin } = this.options.apiUrl;
      throw new OperatorError(
        `The API cannot be reached at ${origin}: ${error.message || code}.\nIs it running, and is --api-url right?`,
        undefined,
        { cause: error },
      );
    }
    return { kind: 'ask-again', why: error.message || code, afterMs: null };
  }

  private gaveUp({ why }: AskAgain): OperatorError {
    return new OperatorError(
      `The API does not take any more rows; the last try ended with: ${why}\nRun the same command again later: rows that were taken are not charged twice.`,
    );
  }
}
