// How far a group has come: behind this everything is finished. Only what is not finished is remembered, with what
// came just before it, so that one event that takes long costs nothing.

export interface Mark {
  readonly at: bigint;
  /** Events up to here, since the group was started. */
  readonly count: number;
  /** Those of them that were for the group: a filter passes over the others. */
  readonly arrived: number;
}

export class Progress {
  private readonly unfinished = new Map<number, Mark>();
  private last: Mark;

  constructor(startAfter: bigint) {
    this.last = { at: startAfter, count: 0, arrived: 0 };
  }

  /** The last that arrived. */
  get arrived(): bigint {
    return this.last.at;
  }

  /** Everything up to here is finished. */
  get done(): Mark {
    for (const before of this.unfinished.values()) return before;
    return this.last;
  }

  get isIdle(): boolean {
    return this.unfinished.size === 0;
  }

  arrive(sequence: number, at: bigint): void {
    this.unfinished.set(sequence, this.last);
    this.goOn({ at, count: 1, arrived: 1 });
  }

  /** There is nothing to be done up to here, or nothing more. */
  pass(at: bigint, count: number): void {
    this.goOn({ at, count, arrived: 0 });
  }

  finish(sequence: number): void {
    this.unfinished.delete(sequence);
  }

  private goOn({ at, count, arrived }: Mark): void {
    if (at <= this.last.at) return;
    this.last = { at, count: this.last.count + count, arrived: this.last.arrived + arrived };
  }
}
