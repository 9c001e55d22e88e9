import { Consumer } from './consumer.js';
import type { Task } from './group-event.js';
import type { ConsumerStrategy } from './group-settings.js';

interface Pinned {
  readonly consumer: Consumer;
  count: number;
}

/** Who gets an event next. */
export class Consumers {
  private readonly all = new Map<string, Consumer>();
  /** Whose events of a kind are in flight: the others of that kind must not overtake them elsewhere. */
  private readonly pins = new Map<string, Pinned>();
  private turn = 0;

  constructor(private readonly strategy: ConsumerStrategy) {}

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
  }

  pause(id: string, isPaused: boolean): void {
    const consumer = this.all.get(id);
    if (consumer) consumer.isPaused = isPaused;
  }

  remove(id: string): readonly Task[] {
    const tasks = this.all.get(id)?.tasks ?? [];
    for (const task of tasks) this.takeBack(id, task.event.id);
    this.all.delete(id);
    return tasks;
  }

  /** @returns who has it now; null: nobody can take it. */
  give(task: Task, now: number): Consumer | null {
    const consumer = this.choose(task);
    if (!consumer) return null;
    consumer.take(task, now);
    consumer.lastTurn = this.turn;
    this.turn += 1;
    const pinned = this.pins.get(task.event.pin) ?? { consumer, count: 0 };
    pinned.count += 1;
    this.pins.set(task.event.pin, pinned);
    return consumer;
  }

  /** Null: the consumer does not have it. */
  takeBack(consumerId: string, eventId: string) {
    const delivery = this.all.get(consumerId)?.giveBack(eventId) ?? null;
    if (delivery) this.unpin(delivery.task.event.pin);
    return delivery;
  }

  private unpin(pin: string): void {
    const pinned = this.pins.get(pin);
    if (!pinned) return;
    pinned.count -= 1;
    if (pinned.count === 0) this.pins.delete(pin);
  }

  private choose(task: Task): Consumer | null {
    if (this.strategy === 'Pinned' || this.strategy === 'PinnedByCorrelation') return this.pinnedFor(task);
    let chosen: Consumer | null = null;
    for (const consumer of this.all.values()) {
      if (!consumer.canTake(task)) continue;
      if (this.strategy === 'DispatchToSingle') return consumer; // the first who came, until it is full
      if (!chosen || consumer.lastTurn < chosen.lastTurn) chosen = consumer;
    }
    return chosen;
  }

  /** The same for all events of a kind; when consumers come and go, most kinds stay where they are. */
  private pinnedFor(task: Task): Consumer | null {
    const { pin } = task.event;
    const chosen = this.pins.get(pin)?.consumer ?? highest(this.all.values(), pin);
    return chosen?.canTake(task) ? chosen : null;
  }
}

function highest(consumers: Iterable<Consumer>, pin: string): Consumer | null {
  let chosen: Consumer | null = null;
  let best = -1;
  for (const consumer of consumers) {
    if (consumer.slots <= 0) continue;
    const weight = hash(`${consumer.id} ${pin}`);
    if (weight > best) [chosen, best] = [consumer, weight];
  }
  return chosen;
}

/** FNV-1a, with its bits mixed once more: names that differ in their last letter must differ in the high bits, too. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
