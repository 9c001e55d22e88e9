import type { EventStore } from '#libs/event-store';
import type { DataSource } from 'typeorm';
import { isFollowed } from '../events/followed-streams.js';
import { checkpointOf } from './checkpoint.js';

export interface ProjectionLag {
  /** Events in the log and not in the read models; at the limit: that many or more. */
  readonly events: number;
  /** Age of the oldest of them; 0 when there is none. */
  readonly seconds: number;
}

export interface LagLimits {
  readonly now: Date;
  /** How far back the log is looked through. */
  readonly eventsMax?: number;
}

const EVENTS_MAX = 10_000;

/** Measured in the log itself, whoever projects: positions need not be numbered one by one. */
export async function projectionLag(
  database: DataSource,
  eventStore: EventStore,
  { now, eventsMax = EVENTS_MAX }: LagLimits,
): Promise<ProjectionLag> {
  const checkpoint = await checkpointOf(database);
  let events = 0;
  let seconds = 0;
  for await (const event of eventStore.readAll({ direction: 'backwards', from: 'end', limit: eventsMax })) {
    if (checkpoint !== null && event.position <= checkpoint) break;
    if (!isFollowed(event.streamName)) continue;
    events += 1;
    seconds = (now.getTime() - event.createdAt.getTime()) / 1_000;
  }
  return { events, seconds: Math.max(0, seconds) };
}
