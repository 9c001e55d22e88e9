import type { EventLog } from '../engine/event-log.js';
import { jsonEvent } from '../engine/json-event.js';
import { lastEvent } from '../engine/last-event.js';
import type { ProposedEvent, ReadEntry } from '../engine/log-entry.js';
import { hidesAll, metastreamOf, streamMetadata } from '../engine/stream-metadata.js';

const latestTwo = { $maxCount: 2 };

export type RecordingLog = Pick<EventLog, 'appendOwn' | 'readStream'>;

/** A stream of the node's own whose last event counts: two are to be seen, as on EventStoreDB. */
export class LatestRecord {
  private isDescribed = false;

  /** @param metadata beside how many events are to be seen. */
  constructor(
    private readonly log: RecordingLog,
    private readonly streamName: string,
    private readonly metadata: object = {},
  ) {}

  /** Null: there is none yet. */
  async read(): Promise<ReadEntry | null> {
    return await lastEvent(this.log, this.streamName);
  }

  async write(record: ProposedEvent): Promise<void> {
    await this.describe();
    await this.append(this.streamName, record);
  }

  /** Once; what somebody else has said about the stream stays, unless they have deleted it. */
  private async describe(): Promise<void> {
    if (this.isDescribed) return;
    const metastream = metastreamOf(this.streamName);
    const found = await lastEvent(this.log, metastream);
    if (!found || hidesAll(streamMetadata(found))) {
      await this.append(metastream, jsonEvent('$metadata', { ...latestTwo, ...this.metadata }));
    }
    this.isDescribed = true;
  }

  private async append(streamName: string, event: ProposedEvent): Promise<void> {
    await this.log.appendOwn({ streamName, expectedRevision: 'any', events: [event] });
  }
}
