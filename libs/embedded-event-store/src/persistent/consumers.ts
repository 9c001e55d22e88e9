import { Consumer } from './consumer.js';
import type { Task } from './group-event.js';
import type { ConsumerStrategy } from './group-settings.js';
import { PinnedBuckets } from './pinned-buckets.js';

/** Who gets an event next. */
export class Consumers {
  private readonly all = new Map<string, Consumer>();
  /** Null: it does not matter who gets what. */
  private readonly buckets: PinnedBuckets | null;
  private turn = 0;

  constructor(private readonly strategy: ConsumerStrategy) {
    const isPinned = strategy === 'Pinned' || strategy === 'PinnedByCorrelation';
    this.buckets = isPinned ? new PinnedBuckets() : null;
  }

  get list(): readonly Consumer[] {
    return [...this.all.values()];
  }

  get inFlight(): number {
    let sum = 0;
    for (const { inFlight } of this.all.values()) sum += inFlight;
    return sum;
  }

  get haveRoom(): boolean {
    for (const consumer of this.all.values()) if (consumer.hasRoom) return true;
    return false;
  }

  add(id: string, slots: number): void {
    this.all.set(id, new Consumer(id, slots));
    if (slots > 0) this.buckets?.join(id);
  }

  pause(id: string, isPaused: boolean): void {
    const consumer = this.all.get(id);
    if (consumer) consumer.isPaused = isPaused;
  }

  remove(id: string): readonly Task[] {
    const tasks = this.all.get(id)?.tasks ?? [];
    for (const task of tasks) this.takeBack(id, task.event.id);
    this.all.delete(id);
    this.buckets?.leave(id);
    return tasks;
  }

  /** @returns who has it now; null: nobody can take it. */
  give(task: Task, now: number): Consumer | null {
    const consumer = this.choose(task);
    if (!consumer) return null;
    consumer.take(task, now);
    consumer.lastTurn = this.turn;
    this.turn += 1;
    this.buckets?.gave(task.event.pin);
    return consumer;
  }

  /** Null: the consumer does not have it. */
  takeBack(consumerId: string, eventId: string) {
    const delivery = this.all.get(consumerId)?.giveBack(eventId) ?? null;
    if (delivery) this.buckets?.tookBack(delivery.task.event.pin);
    return delivery;
  }

  private choose(task: Task): Consumer | null {
    if (this.buckets) return this.pinnedFor(task, this.buckets);
    let chosen: Consumer | null = null;
    for (const consumer of this.all.values()) {
      if (!consumer.canTake(task)) continue;
      if (this.strategy === 'DispatchToSingle') return consumer; // the first who came, until it is full
      if (!chosen || consumer.lastTurn < chosen.lastTurn) chosen = consumer;
    }
    return chosen;
  }

  private pinnedFor(task: Task, buckets: PinnedBuckets): Consumer | null {
    const chosen = this.all.get(buckets.consumerFor(task.event.pin) ?? '');
    return chosen?.canTake(task) ? chosen : null;
  }
}
