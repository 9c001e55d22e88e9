// Appends that arrive while a commit is under way form the next batch: one transaction and one fsync for all of them,
// answered after commit. Whenever the outcome of a commit is not known, the log itself is asked, once the lock is held
// again: a batch is there as a whole or not at all, so its last event tells.

import pg from 'pg';
import { EventStoreUnavailable } from '#libs/event-store';
import type { AppendOutcome, AppendRequest } from './append-request.js';
import { AppendQueue } from './append-queue.js';
import { BatchPlanner, type BatchPlan } from './batch-plan.js';
import { Fence, type FenceOptions } from './fence.js';
import type { LogTail } from './log-tail.js';
import type { MarkedStreams } from './marked-streams.js';
import { OlderEvents } from './older-events.js';
import type { LogEnd } from './planned-rows.js';
import { streamsOf } from './planned-streams.js';
import { StreamHeads } from './stream-heads.js';
import { isMetastream, originOf } from './stream-metadata.js';
import { WaitingAppend } from './waiting-append.js';
import { writeBatch } from './write-batch.js';
import type { WriterSession } from './writer-session.js';

const selectEnd = `SELECT
  (SELECT coalesce(max(position), 0) FROM event_log.events),
  (SELECT coalesce(max(id), 0) + 1 FROM event_log.streams)`;
const selectIdAt = 'SELECT id FROM event_log.events WHERE position = $1';

/** Operator intervention and lost connections: the commit may have happened all the same. */
const unknownOutcomeClasses = new Set(['57', '08']);

export interface GroupCommitOptions extends FenceOptions {
  readonly appendTimeoutMs: number;
}

export class GroupCommit {
  private readonly queue = new AppendQueue(() => this.canWrite);
  private readonly heads: StreamHeads;
  private end: LogEnd = { position: 0n, nextStreamId: 1 };
  private running: Promise<void> | null = null;
  private fence: Fence | null = null;
  private closed = false;
  /** How often the log was written to: many appends share one. */
  commits = 0;

  constructor(
    private readonly tail: LogTail,
    private readonly marked: MarkedStreams,
    private readonly options: GroupCommitOptions,
  ) {
    this.heads = new StreamHeads(marked);
  }

  async open(): Promise<void> {
    this.fence = await Fence.take(this.options, (session) => this.begin(session));
  }

  get canWrite(): boolean {
    return this.fence?.held ?? false;
  }

  append(request: AppendRequest): Promise<AppendOutcome> {
    const { appendTimeoutMs } = this.options;
    return new Promise((resolve, reject) => {
      if (this.closed) throw new EventStoreUnavailable('The event log is closed.');
      const deadlineMs = Math.min(Date.now() + appendTimeoutMs, request.deadlineMs ?? Infinity);
      const append = new WaitingAppend(request, deadlineMs, (answer) => {
        if ('outcome' in answer) resolve(answer.outcome);
        else reject(answer.refusal);
      });
      this.queue.add(append);
      this.start();
    });
  }

  /** What was accepted is written first. */
  async close(): Promise<void> {
    this.closed = true;
    this.fence?.retire();
    await this.running;
    await this.fence?.close();
  }

  private async begin(session: WriterSession): Promise<void> {
    const [row] = await session.rows<[string, number]>('log-end', selectEnd);
    if (!row) throw new Error('The end of the log could not be read.');
    this.end = { position: BigInt(row[0]), nextStreamId: row[1] };
    this.heads.forgetAll();
    await this.marked.load(session, this.end.nextStreamId);
    this.tail.restart(this.end.position);
  }

  private start(): void {
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (!this.queue.isEmpty) this.start();
    });
  }

  private async run(): Promise<void> {
    while (!this.queue.isEmpty) {
      // Everything that arrives in this turn comes along, and so do those whose last append was answered just now.
      await new Promise((resolve) => setImmediate(resolve));
      try {
        await this.commitNext();
      } catch (error) {
        this.options.report('A batch of appends was not written.', error);
        this.heads.forgetAll();
        if (this.closed) this.queue.failAll(error);
        else this.queue.failUnderWay(error);
      }
      this.queue.settle();
    }
  }

  private async commitNext(): Promise<void> {
    const session = await this.session();
    const batch = this.queue.take();
    if (batch.length === 0) return;
    const plan = await this.write(
      session,
      batch.map(({ request }) => request),
    );
    if (plan === null) return this.queue.giveBack();
    plan.answers.forEach((answer, index) => batch[index]?.answer(answer));
  }

  /** Null when it is certain that nothing was written, because the connection was lost. */
  private async write(session: WriterSession, requests: readonly AppendRequest[]): Promise<BatchPlan | null> {
    let plan: BatchPlan | null = null;
    try {
      const heads = await this.heads.load(session, streamsOf(requests));
      const older = await OlderEvents.load(session, requests, heads);
      plan = new BatchPlanner(this.end, heads, older, new Date()).plan(requests);
      this.mark(plan);
      await writeBatch(session, plan);
      this.commits += plan.rows.length > 0 ? 1 : 0;
      this.end = plan.end;
      this.heads.remember(heads);
      this.tail.append(plan.rows.map(({ entry }) => entry));
      return plan;
    } catch (error) {
      if (isCertain(error)) throw error;
      await session.abandon();
      return plan && (await this.isThere(plan)) ? plan : null;
    }
  }

  /** Before anybody can see what it writes. */
  private mark({ newStreams }: BatchPlan): void {
    for (const { name } of newStreams) if (isMetastream(name)) this.marked.mark(originOf(name));
  }

  private async isThere({ rows }: BatchPlan): Promise<boolean> {
    const last = rows.at(-1)?.entry;
    if (!last) return false;
    for (;;) {
      const session = await this.session();
      try {
        const [row] = await session.rows<[string]>('id-at', selectIdAt, [last.position]);
        return row?.[0] === last.id;
      } catch (error) {
        this.options.report('The outcome of a commit could not be checked yet.', error);
        await session.abandon();
      }
    }
  }

  private session(): Promise<WriterSession> {
    if (!this.fence) throw new Error('The event log is not open.');
    return this.fence.session();
  }
}

/** Postgres itself said that the statement failed: the transaction is rolled back. */
function isCertain(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !unknownOutcomeClasses.has((error.code ?? '').slice(0, 2));
}
