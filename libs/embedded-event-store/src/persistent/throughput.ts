const windowMs = 1_000;

/** How many there were, and lately in a second. */
export class Throughput {
  total = 0;
  perSecond = 0;
  private measuredTotal = 0;
  private measuredAtMs: number;

  constructor(now: number) {
    this.measuredAtMs = now;
  }

  get sinceMeasured(): number {
    return this.total - this.measuredTotal;
  }

  measure(now: number): void {
    const elapsedMs = now - this.measuredAtMs;
    if (elapsedMs < windowMs) return;
    this.perSecond = Math.round((this.sinceMeasured * 1_000) / elapsedMs);
    this.measuredTotal = this.total;
    this.measuredAtMs = now;
  }
}
