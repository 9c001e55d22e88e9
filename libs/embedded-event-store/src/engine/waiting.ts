/** Those who wait for something to change. */
export class Waiting {
  private waiting: (() => void)[] = [];

  /** Until `wakeAll`, or the signal aborts. */
  change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const abort = () => {
        this.waiting = this.waiting.filter((each) => each !== done);
        done();
      };
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.push(done);
    });
  }

  wakeAll(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const wake of waiting) wake();
  }
}
