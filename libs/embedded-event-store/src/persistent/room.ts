/** Where somebody waits until there is room. */
export class Room {
  private waiting: (() => void)[] = [];

  constructor(private readonly isThere: () => boolean) {}

  async wait(signal: AbortSignal): Promise<void> {
    while (!this.isThere() && !signal.aborted) await new Promise<void>((wake) => this.waiting.push(wake));
  }

  /** To be called after everything that may have made room. */
  look(): void {
    if (this.waiting.length > 0 && this.isThere()) this.wakeAll();
  }

  wakeAll(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const wake of waiting) wake();
  }
}
