import type { EventEmitter } from 'node:events';

interface Writable<Message> extends Pick<EventEmitter, 'once' | 'off'> {
  readonly writableNeedDrain: boolean;
  write(message: Message): boolean;
}

/** Writes to a call no faster than its client reads. */
export class Outbox<Message> {
  constructor(
    private readonly call: Writable<Message>,
    private readonly signal: AbortSignal,
  ) {}

  write(message: Message): void {
    if (!this.signal.aborted) this.call.write(message);
  }

  /** Whether the client has not yet taken what was written: `ready` waits for it. */
  get isFull(): boolean {
    return this.call.writableNeedDrain && !this.signal.aborted;
  }

  /** Waits while the client has not yet taken what was written, or until it leaves. */
  async ready(): Promise<void> {
    while (this.isFull) await this.drained();
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.call.off('drain', done);
        this.signal.removeEventListener('abort', done);
        resolve();
      };
      this.call.once('drain', done);
      this.signal.addEventListener('abort', done, { once: true });
    });
  }
}
