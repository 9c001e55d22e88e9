import type { Task } from './group-event.js';
import type { NackAction } from './group-io.js';
import { Latencies } from './latencies.js';
import { Throughput } from './throughput.js';

/** Who takes a group's events. */
export interface Subscriber {
  readonly connectionName: string;
  /** Host and port. */
  readonly from: string;
  readonly userName: string;
  /** So many events it takes before it acknowledges one. */
  readonly slots: number;
  /** It belongs to the group; before any event. */
  confirm(): void;
  send(task: Task): void;
  /** Nothing comes any more. */
  drop(reason: Error): void;
}

/** What a subscriber says to the group. */
export interface Seat {
  ack(eventIds: readonly string[]): void;
  nack(eventIds: readonly string[], action: NackAction, reason: string): void;
  /** It takes nothing for now. */
  pause(): void;
  resume(): void;
  leave(): void;
}

/** A subscriber that is connected, and what is known about it. */
export class Connection {
  readonly latencies = new Latencies();
  readonly throughput: Throughput;

  constructor(
    readonly subscriber: Subscriber,
    now: number,
  ) {
    this.throughput = new Throughput(now);
  }

  note(tookMs: number): void {
    this.throughput.total += 1;
    this.latencies.note(tookMs);
  }
}
