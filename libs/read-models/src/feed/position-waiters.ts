interface Waiter {
  readonly position: bigint;
  readonly settle: (reached: boolean) => void;
}

/** Those who wait until the read models include a position. */
export class PositionWaiters {
  private readonly waiters = new Set<Waiter>();

  get isEmpty(): boolean {
    return this.waiters.size === 0;
  }

  wait(position: bigint, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.settle(false), timeoutMs);
      const waiter: Waiter = {
        position,
        settle: (reached) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(reached);
        },
      };
      this.waiters.add(waiter);
    });
  }

  reached(position: bigint): void {
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.settle(true);
  }

  giveUp(): void {
    for (const waiter of this.waiters) waiter.settle(false);
  }
}
