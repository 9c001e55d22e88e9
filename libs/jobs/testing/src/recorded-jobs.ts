import type { JobFailure, JobObserver, QueueWait } from '../../src/job-observer.js';

const WAIT_MS_MAX = 20_000;

/** Remembers what it is told, and lets a test wait for a condition on it. */
export class RecordedJobs implements JobObserver {
  completedJobs = 0;
  readonly failures: JobFailure[] = [];
  readonly queueWaits: QueueWait[] = [];
  readonly troubles: Error[] = [];
  private readonly waiters = new Set<() => void>();

  completed(): void {
    this.completedJobs += 1;
    this.noticed();
  }

  failed(failure: JobFailure): void {
    this.failures.push(failure);
    this.noticed();
  }

  abandoned(): void {
    this.noticed();
  }

  waits(wait: QueueWait): void {
    this.queueWaits.push(wait);
    this.noticed();
  }

  troubled(error: Error): void {
    this.troubles.push(error);
    this.noticed();
  }

  /** To be called when anything else has changed that a test waits for. */
  noticed(): void {
    for (const wake of this.waiters) wake();
  }

  async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.delete(look);
        reject(new Error(`Not within ${WAIT_MS_MAX} ms; troubles: ${this.troubles.join(', ') || 'none'}.`));
      }, WAIT_MS_MAX);
      const look = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.waiters.delete(look);
        resolve();
      };
      this.waiters.add(look);
    });
  }
}
