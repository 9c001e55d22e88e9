import type { Task } from './group-event.js';

export interface Delivery {
  readonly task: Task;
  readonly givenAtMs: number;
}

/** A client that takes up to so many events at a time. */
export class Consumer {
  /** By the event's id. */
  private readonly deliveries = new Map<string, Delivery>();
  /** Its connection takes nothing more for now. */
  isPaused = false;
  /** When it was last given something, in the order of all that was given. */
  lastTurn = -1;

  constructor(
    readonly id: string,
    readonly slots: number,
  ) {}

  get inFlight(): number {
    return this.deliveries.size;
  }

  get freeSlots(): number {
    return Math.max(0, this.slots - this.deliveries.size);
  }

  get hasRoom(): boolean {
    return !this.isPaused && this.freeSlots > 0;
  }

  /** An id may be in a stream twice; then one of them waits, or an acknowledgement would not say which is meant. */
  canTake({ event }: Task): boolean {
    return this.hasRoom && !this.deliveries.has(event.id);
  }

  take(task: Task, now: number): void {
    this.deliveries.set(task.event.id, { task, givenAtMs: now });
  }

  /** Null: it was never given, or taken back. */
  giveBack(eventId: string): Delivery | null {
    const delivery = this.deliveries.get(eventId) ?? null;
    this.deliveries.delete(eventId);
    return delivery;
  }

  /** What it has had since before a moment. */
  overdue(moment: number): Task[] {
    const overdue: Task[] = [];
    for (const { task, givenAtMs } of this.deliveries.values()) {
      if (givenAtMs > moment) break; // they are in the order in which they were given
      overdue.push(task);
    }
    return overdue;
  }

  get tasks(): Task[] {
    return [...this.deliveries.values()].map(({ task }) => task);
  }
}
