const REMEMBERED_MAX = 200;

/** Lets the same thing pass at most once in a while: what fails a hundred times a minute is logged twice. */
export class Seldom {
  private readonly passedAt = new Map<string, number>();

  constructor(
    private readonly everyMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  passes(what: string): boolean {
    const now = this.now();
    const last = this.passedAt.get(what);
    if (last !== undefined && now - last < this.everyMs) return false;
    if (this.passedAt.size >= REMEMBERED_MAX) this.passedAt.clear();
    this.passedAt.set(what, now);
    return true;
  }
}
