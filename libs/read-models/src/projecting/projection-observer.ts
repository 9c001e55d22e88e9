/** What a projector is doing. Only `live` and `standing-by` are well. */
export interface ProjectorState {
  readonly status: 'starting' | 'standing-by' | 'catching-up' | 'live' | 'retrying' | 'stopped';
  /** Why it is retrying or has stopped. */
  readonly reason?: string;
}

export interface ProjectedBatch {
  /** That were not there yet. */
  readonly events: number;
  readonly milliseconds: number;
}

/** Told of everything worth a metric or a line in the log. */
export interface ProjectionObserver {
  projected(batch: ProjectedBatch): void;
  entered(state: ProjectorState): void;
}
