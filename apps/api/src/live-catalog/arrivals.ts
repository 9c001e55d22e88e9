/** How far a subscription has come, and who waits for it to come further. */
export class Arrivals {
  private latest: bigint | null = null;
  private readonly waiting = new Set<{ position: bigint; resolve: () => void }>();
  private readonly waitingForEnd: (() => void)[] = [];

  get position(): bigint | null {
    return this.latest;
  }

  arrived(position: bigint): void {
    this.latest = position;
    for (const waiter of this.waiting) if (waiter.position <= position) waiter.resolve();
  }

  hasCaughtUp(): void {
    for (const resolve of this.waitingForEnd.splice(0)) resolve();
  }

  async caughtUp(): Promise<void> {
    await new Promise<void>((resolve) => this.waitingForEnd.push(resolve));
  }

  /** @returns whether the position was reached within the time. */
  async reached(position: bigint, timeoutMs: number): Promise<boolean> {
    if (this.latest !== null && this.latest >= position) return true;
    return await new Promise<boolean>((resolve) => {
      const waiter = { position, resolve: () => settle(true) };
      const timer = setTimeout(() => settle(false), timeoutMs);
      const settle = (reached: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        resolve(reached);
      };
      this.waiting.add(waiter);
    });
  }
}
