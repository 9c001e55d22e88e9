/**
 * What a payment provider does on its own: decides payments after a moment, closes checkouts that nobody paid,
 * and tells the shop of it by webhook until the shop has heard. All of it is in the database, so a restart
 * forgets nothing; several processes may do it at once, because each row is taken by one.
 */
import type pg from 'pg';
import { paymentState, type SandboxPayment } from './sandbox-payment.js';
import { SIGNATURE_HEADER, signWebhook } from './webhook-signature.js';

export interface ClerkOptions {
  readonly pool: pg.Pool;
  readonly webhookUrl: () => string;
  readonly webhookSecret: string;
  readonly clock: () => Date;
  readonly report: (error: unknown) => void;
}

/** How long something that another process wrote may go unnoticed. */
const IDLE_MS = 2_000;
const SOON_MS = 50;
const TAKEN_MAX = 20;
const ANSWER_MS_MAX = 5_000;
const BACKOFF_MS_MAX = 60_000;

export class SandboxClerk {
  private timer: NodeJS.Timeout | undefined;
  private wakesAtMs = Infinity;
  private running: Promise<void> | null = null;
  private readonly closing = new AbortController();

  constructor(private readonly options: ClerkOptions) {}

  /** Something is to be done soon. Never puts off what is due earlier, so that many calls cannot starve it. */
  wake(inMs = SOON_MS): void {
    const atMs = performance.now() + inMs;
    if (this.closing.signal.aborted || atMs >= this.wakesAtMs) return;
    clearTimeout(this.timer);
    this.wakesAtMs = atMs;
    if (this.running) return; // it sets the timer when it is done
    this.timer = setTimeout(() => this.work(), inMs);
    this.timer.unref();
  }

  /** Gives up webhooks under way: they are sent again by whoever opens it next. */
  async close(): Promise<void> {
    this.closing.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private work(): void {
    this.wakesAtMs = Infinity;
    this.running = this.round()
      .catch((error: unknown) => {
        if (!this.closing.signal.aborted) this.options.report(error);
        return IDLE_MS;
      })
      .then((waitMs) => {
        const wokenInMs = this.wakesAtMs - performance.now();
        this.running = null;
        this.wakesAtMs = Infinity;
        this.wake(Math.max(0, Math.min(waitMs, wokenInMs)));
      });
  }

  /** @returns when there may be more to do. Nothing but a look at the indexes while nothing is due. */
  private async round(): Promise<number> {
    const { pool, clock } = this.options;
    const now = clock();
    const { rows } = await pool.query<{ due: Date | null }>(NEXT_DUE);
    const dueInMs = rows[0]?.due ? rows[0].due.getTime() - now.getTime() : IDLE_MS;
    if (dueInMs > 0) return Math.min(dueInMs, IDLE_MS);
    await pool.query(DECIDE, [now]);
    await pool.query(EXPIRE, [now]);
    await this.deliver(now);
    return SOON_MS;
  }

  private async deliver(now: Date): Promise<void> {
    const { pool } = this.options;
    const { rows } = await pool.query<SandboxPayment & { notice_id: string; attempts: number }>(TAKE, [
      now,
      TAKEN_MAX,
    ]);
    await Promise.all(
      rows.map(async ({ notice_id: noticeId, attempts, ...payment }) => {
        const body = JSON.stringify({ noticeId: `notice-${noticeId}`, payment: paymentState(payment) });
        if (await this.isHeard(body)) {
          await pool.query(DELIVERED, [noticeId, now]);
          return;
        }
        const waitMs = Math.min(250 * 2 ** attempts, BACKOFF_MS_MAX);
        await pool.query(LATER, [noticeId, new Date(now.getTime() + waitMs)]);
      }),
    );
  }

  private async isHeard(body: string): Promise<boolean> {
    const { webhookUrl, webhookSecret, clock } = this.options;
    try {
      const answer = await fetch(webhookUrl(), {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json',
          [SIGNATURE_HEADER]: signWebhook(body, webhookSecret, clock()),
        },
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(ANSWER_MS_MAX)]),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false; // the shop is away; it is told again
    }
  }
}

/** A payment under way becomes what its card does; a notice of it is written with it. */
const DECIDE = `
  WITH decided AS (
    UPDATE sandbox_payments.payments
       SET status = CASE WHEN failure IS NULL THEN 'paid' ELSE 'failed' END
     WHERE status = 'processing' AND decided_at <= $1
    RETURNING id
  )
  INSERT INTO sandbox_payments.notices (payment_id, next_at) SELECT id, $1 FROM decided`;

const EXPIRE = `
  WITH expired AS (
    UPDATE sandbox_payments.payments SET status = 'expired'
     WHERE status IN ('open', 'authenticating') AND expires_at <= $1
    RETURNING id
  )
  INSERT INTO sandbox_payments.notices (payment_id, next_at) SELECT id, $1 FROM expired`;

const NEXT_DUE = `
  SELECT min(due) AS due FROM (
    SELECT min(decided_at) AS due FROM sandbox_payments.payments WHERE status = 'processing'
    UNION ALL SELECT min(expires_at) FROM sandbox_payments.payments WHERE status IN ('open', 'authenticating')
    UNION ALL SELECT min(next_at) FROM sandbox_payments.notices WHERE delivered_at IS NULL
  ) AS dues`;

/** Taken for as long as an answer may take: whoever dies meanwhile is stood in for. */
const TAKE = `
  WITH taken AS (
    UPDATE sandbox_payments.notices
       SET attempts = attempts + 1, next_at = $1::timestamptz + interval '10 seconds'
     WHERE id IN (
       SELECT id FROM sandbox_payments.notices
        WHERE delivered_at IS NULL AND next_at <= $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
     )
    RETURNING id, payment_id, attempts
  )
  SELECT payment.*, taken.id AS notice_id, taken.attempts
    FROM taken JOIN sandbox_payments.payments payment ON payment.id = taken.payment_id`;

const DELIVERED = 'UPDATE sandbox_payments.notices SET delivered_at = $2 WHERE id = $1';
const LATER = 'UPDATE sandbox_payments.notices SET next_at = $2 WHERE id = $1';
