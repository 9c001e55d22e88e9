import type { EventLog } from '../engine/event-log.js';
import { jsonEvent } from '../engine/json-event.js';
import { lastEvent } from '../engine/last-event.js';
import type { GroupName } from './group-settings.js';
import { checkpointStreamOf } from './group-streams.js';
import { placeText, placeOf } from './place-text.js';

/** Where a group goes on after a restart: the last event of a stream of its own. */
export class CheckpointStream {
  constructor(
    private readonly log: EventLog,
    private readonly name: GroupName,
  ) {}

  /** Null: there is none yet. */
  async read(): Promise<bigint | null> {
    const last = await lastEvent(this.log, checkpointStreamOf(this.name));
    return last && placeOf(String(JSON.parse(Buffer.from(last.data).toString('utf8'))));
  }

  async write(at: bigint): Promise<void> {
    await this.log.append({
      streamName: checkpointStreamOf(this.name),
      expectedRevision: 'any',
      events: [jsonEvent('SubscriptionCheckpoint', placeText(this.name, at))],
    });
  }
}
