import { EventStoreUnavailable } from '#libs/event-store';
import type { EventLog } from '../engine/event-log.js';
import type { ProjectedLog } from '../projections/projected-log.js';

export interface MortalLog {
  readonly log: ProjectedLog;
  readonly isDead: boolean;
  /** As if the process were killed: what is appended after so many appends more is never written. */
  dieAfter(appends: number): void;
}

/** A log that a process can lose at any moment, while the log itself goes on. */
export function mortalLog(log: EventLog): MortalLog {
  let left = Infinity;
  const mortal: ProjectedLog = {
    get canWrite() {
      return left > 0 && log.canWrite;
    },
    get position() {
      return log.position;
    },
    maxAppendBytes: log.maxAppendBytes,
    report: log.report,
    followedPages: () => log.followedPages(),
    latestOf: (names) => log.latestOf(names),
    resolved: (page) => log.resolved(page),
    append: async (request) => {
      if (left === 0) throw new EventStoreUnavailable('The process was killed.');
      left -= 1;
      return await log.append(request);
    },
  };
  return {
    log: mortal,
    get isDead() {
      return left === 0;
    },
    dieAfter: (appends) => (left = appends),
  };
}
