export interface AccountChange {
  readonly position: bigint;
  readonly at: Date;
}

/** The changes that one listener has not taken yet. Only the latest counts: it includes those before. */
export class PendingChange implements AsyncIterableIterator<AccountChange> {
  private latest: AccountChange | null = null;
  private waiting: ((result: IteratorResult<AccountChange>) => void) | null = null;
  private ended = false;

  constructor(private readonly onEnd: () => void) {}

  put(change: AccountChange): void {
    if (this.ended) return;
    const { waiting } = this;
    this.waiting = null;
    if (waiting) waiting({ done: false, value: change });
    else this.latest = change;
  }

  next(): Promise<IteratorResult<AccountChange>> {
    if (this.ended) return Promise.resolve({ done: true, value: undefined });
    const { latest } = this;
    this.latest = null;
    if (latest) return Promise.resolve({ done: false, value: latest });
    return new Promise((resolve) => (this.waiting = resolve));
  }

  return(): Promise<IteratorResult<AccountChange>> {
    if (!this.ended) {
      this.ended = true;
      this.onEnd();
      this.waiting?.({ done: true, value: undefined });
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
