import { setImmediate as afterOthers } from 'node:timers/promises';

const turnMs = 10;
/** All who have used up their turn, so that however many there are, one of them works between others' calls. */
let queue: Promise<unknown> = Promise.resolve();

/** For work that may be long and waits for nothing, as filtering is: lets others be served in between. */
export class Turn {
  private spentMs = 0;

  use<Result>(work: () => Result): Result {
    const began = performance.now();
    const result = work();
    this.spentMs += performance.now() - began;
    return result;
  }

  get isOver(): boolean {
    return this.spentMs > turnMs;
  }

  async next(): Promise<void> {
    queue = queue.then(() => afterOthers());
    await queue;
    this.spentMs = 0;
  }
}
