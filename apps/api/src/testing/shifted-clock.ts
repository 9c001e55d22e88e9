/** Runs like that of the machine, from a time that tests choose. It never goes back. */
export class ShiftedClock {
  private aheadMs = 0;

  readonly now = (): Date => new Date(Date.now() + this.aheadMs);

  /** @param plusMs after the instant. */
  travelTo(instant: string, plusMs = 0): void {
    this.aheadMs = Math.max(this.aheadMs, Date.parse(instant) + plusMs - Date.now());
  }
}
