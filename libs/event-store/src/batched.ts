// A projection is fast when it folds many events in one transaction, and prompt when it takes an event at once.
// Both come from the same rule: take whatever is there. While the consumer works, up to `max` events gather;
// when it comes back it gets them all, and live, when little gathers, it gets them one by one.

import { setImmediate as nextTick } from 'node:timers/promises';
import type { RecordedEvent, SubscriptionMessage } from './event-store.js';
import { WakeUp } from './wake-up.js';

export interface SubscriptionBatch {
  readonly events: readonly RecordedEvent[];
  /** The last position considered, whether or not its event passed the filter; null when none was in this batch. */
  readonly position: bigint | null;
  /** The subscription has reached the end of what was there: true from then on. */
  readonly caughtUp: boolean;
}

/**
 * Whatever has arrived, up to `max` events at a time. At most `max` more are held while the consumer works.
 * What arrived before the subscription failed is handed on before the failure.
 */
export async function* batched(
  messages: AsyncIterable<SubscriptionMessage>,
  { max }: { readonly max: number },
): AsyncIterable<SubscriptionBatch> {
  const intake = new Intake(messages[Symbol.asyncIterator](), max);
  const finished = intake.run();
  try {
    for (;;) {
      const batch = await intake.take();
      if (batch === null) break;
      yield batch;
    }
    await finished;
  } finally {
    intake.stop();
  }
}

class Intake {
  private events: RecordedEvent[] = [];
  private position: bigint | null = null;
  private caughtUp = false;
  private changed = false;
  private ended = false;
  private stopped = false;
  private readonly arrived = new WakeUp();
  private readonly taken = new WakeUp();

  constructor(
    private readonly messages: AsyncIterator<SubscriptionMessage>,
    private readonly max: number,
  ) {}

  /** Rejects when the subscription fails; the failure is thrown to the consumer once it has everything before it. */
  run(): Promise<void> {
    const running = this.pump().finally(() => {
      this.ended = true;
      this.arrived.call();
    });
    running.catch(() => undefined); // thrown by `await finished`, which may come later
    return running;
  }

  async take(): Promise<SubscriptionBatch | null> {
    while (!this.changed && !this.ended) await this.arrived.wait();
    if (!this.changed) return null;
    await nextTick(); // what is there already comes along
    const batch = { events: this.events, position: this.position, caughtUp: this.caughtUp };
    this.events = [];
    this.position = null;
    this.changed = false;
    this.taken.call();
    return batch;
  }

  stop(): void {
    this.stopped = true;
    this.taken.call();
    // Not awaited: a source that waits for its next event answers only when that comes.
    void this.messages.return?.().catch(() => undefined);
  }

  private async pump(): Promise<void> {
    while (!this.stopped) {
      const next = await this.messages.next();
      if (next.done) return;
      this.note(next.value);
      while (this.events.length >= this.max && !this.stopped) await this.taken.wait();
    }
  }

  private note(message: SubscriptionMessage): void {
    if (message.kind === 'caught-up') this.caughtUp = true;
    else if (message.kind === 'checkpoint') this.position = message.position;
    else {
      this.events.push(message.event);
      this.position = message.event.position;
    }
    this.changed = true;
    this.arrived.call();
  }
}
