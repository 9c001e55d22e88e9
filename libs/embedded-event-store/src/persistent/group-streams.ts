import { WrongExpectedRevision } from '#libs/event-store';
import type { EventLog } from '../engine/event-log.js';
import { idOf, type GroupName } from './group-settings.js';

const prefix = (name: GroupName) => `$persistentsubscription-${idOf(name)}`;

export const checkpointStreamOf = (name: GroupName) => `${prefix(name)}-checkpoint`;
export const parkedStreamOf = (name: GroupName) => `${prefix(name)}-parked`;

/** A group that comes back under the same name begins anew. */
export async function deleteGroupStreams(log: EventLog, name: GroupName): Promise<void> {
  for (const streamName of [checkpointStreamOf(name), parkedStreamOf(name)]) {
    await log.deleteStream({ streamName, expectedRevision: 'any' }).catch((error: unknown) => {
      if (!(error instanceof WrongExpectedRevision)) throw error; // there was no such stream
    });
  }
}
