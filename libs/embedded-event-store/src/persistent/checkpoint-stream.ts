import type { EventLog } from '../engine/event-log.js';
import { jsonEvent } from '../engine/json-event.js';
import type { GroupName } from './group-settings.js';
import { checkpointStreamOf } from './group-streams.js';
import { LatestRecord } from './latest-record.js';
import { placeText, placeOf } from './place-text.js';

const admins = '$admins';
const $acl = { $r: admins, $w: admins, $d: admins, $mr: '$all', $mw: admins };

/** Where a group goes on after a restart: the last event of a stream of its own. */
export class CheckpointStream {
  private readonly record: LatestRecord;

  constructor(
    log: EventLog,
    private readonly name: GroupName,
  ) {
    this.record = new LatestRecord(log, checkpointStreamOf(name), { $acl });
  }

  /** Null: there is none yet. */
  async read(): Promise<bigint | null> {
    const last = await this.record.read();
    return last && placeOf(String(JSON.parse(Buffer.from(last.data).toString('utf8'))));
  }

  async write(at: bigint): Promise<void> {
    await this.record.write(jsonEvent('SubscriptionCheckpoint', placeText(this.name, at)));
  }
}
