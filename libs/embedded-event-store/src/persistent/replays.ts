import { Progress } from './progress.js';

/** So many are forgotten at a time while others are still under way. */
const forgottenAtOnce = 100;

/**
 * Parked events that come again. They stay in the parked stream until they are finished, so that a node that stops
 * meanwhile has not lost them.
 */
export class Replays {
  private progress: Progress | null = null;
  private forgotten = 0;

  begin(sequence: number, revision: bigint): void {
    this.progress ??= new Progress(revision - 1n);
    this.progress.arrive(sequence, revision);
  }

  /** @returns before which revision the parked stream is to be forgotten, when it is worth it. */
  finish(sequence: number): bigint | null {
    if (!this.progress) return null;
    this.progress.finish(sequence);
    const { done, isIdle } = this.progress;
    if (done.count === this.forgotten) return null;
    if (!isIdle && done.count - this.forgotten < forgottenAtOnce) return null;
    this.forgotten = done.count;
    return done.at + 1n;
  }
}
