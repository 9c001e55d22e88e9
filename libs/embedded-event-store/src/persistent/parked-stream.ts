import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../engine/event-log.js';
import { lastRevision } from '../engine/last-event.js';
import { linkType } from '../engine/links.js';
import type { ProposedEvent, ReadEntry } from '../engine/log-entry.js';
import { metastreamOf } from '../engine/stream-metadata.js';
import type { Task } from './group-event.js';
import type { GroupName } from './group-settings.js';
import { parkedStreamOf } from './group-streams.js';

const parkedAtOnce = 100;
const retryMs = 500;

interface Parking {
  readonly link: ProposedEvent;
  readonly done: () => void;
}

/** Events that nobody could deal with, as links; they come again when somebody asks for it. */
export class ParkedStream {
  private readonly streamName: string;
  private readonly pending: Parking[] = [];
  private isWriting = false;
  private writing: Promise<void> = Promise.resolve();
  /** Revision of the next that is parked. */
  private next = 0n;
  /** Revision of the first that is still parked and not on its way again. */
  private first = 0n;

  constructor(
    private readonly log: EventLog,
    name: GroupName,
    private readonly signal: AbortSignal,
  ) {
    this.streamName = parkedStreamOf(name);
  }

  async open(): Promise<void> {
    this.next = (await lastRevision(this.log, this.streamName)) + 1n;
    this.first = this.next;
    const range = { direction: 'forwards', from: 0n, limit: 1 } as const;
    for await (const { revision } of this.log.readStream(this.streamName, range)) this.first = revision;
  }

  get count(): bigint {
    return this.next - this.first;
  }

  /** `done` is called when it is in the stream; what cannot be written is tried again. */
  park(task: Task, reason: string, done: () => void): void {
    this.pending.push({ link: parkedLink(task, reason), done });
    if (!this.isWriting) this.writing = this.write();
  }

  /** Revision before which all that is parked now is, or of that what is before a limit. */
  endOf(limit: bigint | null): bigint {
    return limit === null || limit > this.next ? this.next : limit;
  }

  /** What is being written is written. */
  async idle(): Promise<void> {
    await this.writing;
  }

  /** Those before a revision, oldest first; as they are taken they count as parked no more. One at a time. */
  async *takeOut(end: bigint): AsyncGenerator<ReadEntry, void> {
    const from = this.first;
    if (end <= from) return;
    const range = { direction: 'forwards', from, limit: Infinity, resolvesLinks: true } as const;
    for await (const entry of this.log.readStream(this.streamName, range)) {
      if (entry.revision >= end) break;
      this.first = entry.revision + 1n;
      yield entry;
    }
    this.first = end;
  }

  async forget(before: bigint): Promise<void> {
    const data = Buffer.from(`{"$tb":${before}}`);
    const metadata = { id: randomUUID(), type: '$metadata', isJson: true, data, metadata: Buffer.alloc(0) };
    await this.log.append({
      streamName: metastreamOf(this.streamName),
      expectedRevision: 'any',
      events: [metadata],
    });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.pending.length > 0 && !this.signal.aborted) {
      const batch = this.pending.slice(0, parkedAtOnce);
      const events = batch.map(({ link }) => link);
      try {
        const { revision } = await this.log.append({
          streamName: this.streamName,
          expectedRevision: 'any',
          events,
        });
        this.wrote(revision, batch.length);
        this.pending.splice(0, batch.length);
        for (const { done } of batch) done();
      } catch (error) {
        this.log.report('Messages could not be parked; it is tried again in a moment.', error);
        await sleep(retryMs, undefined, { ref: false }); // with the same ids, so that none is there twice
      }
    }
    this.isWriting = false;
  }

  /** The stream may have been deleted and go on with any revision. */
  private wrote(last: bigint, count: number): void {
    if (this.count === 0n) this.first = last + 1n - BigInt(count);
    this.next = last + 1n;
  }
}

/** It leads to the event itself, also when that came by a link. */
function parkedLink({ event: { entry, at } }: Task, reason: string): ProposedEvent {
  const { target } = entry;
  const data =
    target === null
      ? entry.data
      : Buffer.from(`${(target ?? entry).revision}@${(target ?? entry).streamName}`);
  const metadata = { added: new Date().toISOString(), reason, subscriptionEventNumber: Number(at) };
  return {
    id: randomUUID(),
    type: linkType,
    isJson: false,
    data,
    metadata: Buffer.from(JSON.stringify(metadata)),
  };
}
