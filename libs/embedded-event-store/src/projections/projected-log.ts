import type { EventLog } from '../engine/event-log.js';

/** What projections need of the log. */
export type ProjectedLog = Pick<
  EventLog,
  'append' | 'canWrite' | 'followedPages' | 'latestOf' | 'maxAppendBytes' | 'position' | 'report' | 'resolved'
>;
