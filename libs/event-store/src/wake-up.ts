/** Lets one waiting party sleep until another says that something changed. A call while nobody waits is remembered. */
export class WakeUp {
  private called = false;
  private waiting: (() => void) | null = null;

  call(): void {
    this.called = true;
    this.waiting?.();
  }

  async wait(): Promise<void> {
    if (!this.called) await new Promise<void>((resolve) => (this.waiting = resolve));
    this.waiting = null;
    this.called = false;
  }
}
