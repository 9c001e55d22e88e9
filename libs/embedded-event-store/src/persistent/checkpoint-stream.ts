import { randomUUID } from 'node:crypto';
import { pastTheEnd, type EventLog } from '../engine/event-log.js';
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
    const range = { direction: 'backwards', from: pastTheEnd, limit: 1 } as const;
    for await (const { data } of this.log.readStream(checkpointStreamOf(this.name), range)) {
      const text: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
      return placeOf(String(text));
    }
    return null;
  }

  async write(at: bigint): Promise<void> {
    await this.log.append({
      streamName: checkpointStreamOf(this.name),
      expectedRevision: 'any',
      events: [
        {
          id: randomUUID(),
          type: 'SubscriptionCheckpoint',
          isJson: true,
          data: Buffer.from(JSON.stringify(placeText(this.name, at))),
          metadata: Buffer.alloc(0),
        },
      ],
    });
  }
}
