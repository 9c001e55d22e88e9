import type { GroupSettings } from './group-settings.js';
import type { Mark, Progress } from './progress.js';

/** When to write down how far a group has come: after so many events at once, after some time when it is worth it. */
export class CheckpointRule {
  private saved: Mark;
  private writing: Mark | null = null;
  private savedAtMs = 0;

  constructor(
    private readonly settings: GroupSettings,
    private readonly progress: Progress,
  ) {
    this.saved = progress.done;
  }

  /** Of this run: null when nothing was written yet. */
  get written(): bigint | null {
    return this.saved.count === 0 ? null : this.saved.at;
  }

  /** @param now null: no time has passed. */
  due(now: number | null): bigint | null {
    if (this.writing) return null;
    const { done } = this.progress;
    if (done.count <= this.saved.count || !this.isWorthIt(done, now)) return null;
    this.writing = done;
    return done.at;
  }

  settle(isWritten: boolean, now: number): void {
    if (isWritten && this.writing) this.saved = this.writing;
    this.writing = null;
    this.savedAtMs = now;
  }

  /** To pass over events again costs nobody anything: those that a filter kept away wait for their time. */
  private isWorthIt(done: Mark, now: number | null): boolean {
    const { checkpointAfterMs, minCheckpointCount, maxCheckpointCount } = this.settings;
    if (done.arrived - this.saved.arrived >= Math.max(1, maxCheckpointCount)) return true;
    const isTime = now !== null && now - this.savedAtMs >= checkpointAfterMs;
    return isTime && done.count - this.saved.count >= minCheckpointCount;
  }
}
