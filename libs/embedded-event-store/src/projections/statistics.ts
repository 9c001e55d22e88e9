import type { ProjectionRun } from './projection-run.js';
import type { Registration } from './registration.js';

/** How a projection is doing, in EventStoreDB's words. */
export interface ProjectionStatistics {
  readonly name: string;
  readonly status: string;
  readonly stateReason: string;
  readonly version: number;
  readonly epoch: number;
  readonly position: string;
  readonly lastCheckpoint: string;
  /** Percent of the log. */
  readonly progress: number;
  readonly eventsProcessedAfterRestart: number;
}

interface Known {
  readonly name: string;
  readonly registration: Registration;
  readonly run: Pick<ProjectionRun, 'fault' | 'position' | 'checkpoint' | 'processed'> | null;
  readonly isAborted: boolean;
  /** Position of the last event of the log. */
  readonly end: bigint;
}

export function statistics({ name, registration, run, isAborted, end }: Known): ProjectionStatistics {
  const { version, epoch } = registration;
  if (!run) return { ...idle, name, version, epoch, status: isAborted ? 'Aborted/Stopped' : 'Stopped' };
  return {
    name,
    version,
    epoch,
    status: run.fault === null ? 'Running' : 'Faulted (Enabled)',
    stateReason: run.fault ?? '',
    position: positionText(run.position),
    lastCheckpoint: positionText(run.checkpoint),
    progress: end === 0n ? 0 : Math.min(100, (100 * Number(run.position)) / Number(end)),
    eventsProcessedAfterRestart: run.processed,
  };
}

const idle = {
  stateReason: '',
  position: '',
  lastCheckpoint: '',
  progress: 0,
  eventsProcessedAfterRestart: 0,
};

/** The beginning of the log comes before its first event. */
const positionText = (position: bigint) => `C:${position}/P:${position === 0n ? -1n : position}`;
