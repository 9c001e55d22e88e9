export interface JobFailure {
  readonly queue: string;
  readonly jobId: string | null;
  readonly error: Error;
  /** False when it is tried again. */
  readonly final: boolean;
}

export interface QueueWait {
  readonly queue: string;
  readonly reason: string;
  readonly waitMs: number;
}

/** How many jobs are given up and not done since, of each queue that is worked on. Waits for a backend that is away. */
export type FailedCounts = () => Promise<ReadonlyMap<string, number>>;

/** Is told what becomes of jobs. */
export interface JobObserver {
  /** Before anything else. */
  opened?(failedCounts: FailedCounts): void;
  completed(queue: string): void;
  failed(failure: JobFailure): void;
  /** The process that had it is gone; another takes it up. */
  abandoned(queue: string, jobId: string): void;
  waits(wait: QueueWait): void;
  /** The backend is in trouble; jobs wait until it is back. */
  troubled(error: Error): void;
}
