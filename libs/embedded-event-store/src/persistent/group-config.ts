// Which groups there are is an event, as on EventStoreDB: the last one of its stream holds them all. It is written anew
// with every change, but the changes that come while it is being written share the next one.

import { randomUUID } from 'node:crypto';
import type { FilterTerms } from '../engine/event-filter.js';
import { ownAppendBytesMax } from '../engine/append-rules.js';
import type { ProposedEvent } from '../engine/log-entry.js';
import { GroupFailed } from './errors.js';
import {
  allStreams,
  idOf,
  sourceOf,
  type GroupDefinition,
  type GroupName,
  type GroupSettings,
} from './group-settings.js';
import { LatestRecord, type RecordingLog } from './latest-record.js';
import { placeOf, placeText } from './place-text.js';

export const configStream = '$persistentSubscriptionConfig';

type Entry = Omit<GroupSettings, 'startFrom'> & {
  readonly stream: string;
  readonly group: string;
  readonly filter: FilterTerms | null;
  readonly startPosition: string;
  /** Of this node only: what "the end" was. */
  readonly startAfter: string;
};

interface Config {
  readonly version: '2';
  readonly updated: string;
  readonly updatedBy: string;
  readonly entries: readonly Entry[];
}

/** What is in the event beside its entries takes less. */
const aroundBytes = 4_096;
const entriesBytesMax = ownAppendBytesMax - aroundBytes;

export class GroupConfig {
  /** As they are written, by the ids of their groups. */
  private readonly entries = new Map<string, string>();
  private bytes = 0;
  private readonly record: LatestRecord;
  /** The write that takes along whatever changes until it begins. */
  private next: Promise<void> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(log: RecordingLog) {
    this.record = new LatestRecord(log, configStream);
  }

  /** What was written last. */
  async read(): Promise<readonly GroupDefinition[]> {
    const last = await this.record.read();
    const text = last && Buffer.from(last.data).toString('utf8');
    const { entries } = text === null ? { entries: [] } : (JSON.parse(text) as Config); // which `write` has written
    const groups = entries.map(definitionOf);
    for (const id of [...this.entries.keys()]) this.change(id, null);
    for (const group of groups) this.change(idOf(group), JSON.stringify(entryOf(group)));
    return groups;
  }

  /**
   * Done when it is written; many that come at once are written at once.
   * @throws {GroupFailed} when there is no room for it.
   */
  async put(group: GroupDefinition, userName: string): Promise<void> {
    const entry = JSON.stringify(entryOf(group));
    if (this.bytes - bytesOf(this.entries.get(idOf(group))) + bytesOf(entry) > entriesBytesMax) {
      const { size } = this.entries;
      throw new GroupFailed(group, `the node has ${size} groups, and no room for more: they fill one event.`);
    }
    await this.written(idOf(group), entry, userName);
  }

  async remove(group: GroupName, userName: string): Promise<void> {
    await this.written(idOf(group), null, userName);
  }

  async idle(): Promise<void> {
    await this.last;
  }

  /** What could not be written is taken back, as far as nothing else has come instead. */
  private async written(id: string, entry: string | null, userName: string): Promise<void> {
    const before = this.entries.get(id) ?? null;
    this.change(id, entry);
    try {
      await this.write(userName);
    } catch (error) {
      if ((this.entries.get(id) ?? null) === entry) this.change(id, before);
      throw error;
    }
  }

  private change(id: string, entry: string | null): void {
    this.bytes += bytesOf(entry) - bytesOf(this.entries.get(id));
    if (entry === null) this.entries.delete(id);
    else this.entries.set(id, entry);
  }

  private write(userName: string): Promise<void> {
    this.next ??= this.last.then(async () => {
      this.next = null;
      await this.record.write(this.event(userName));
    });
    this.last = this.next.catch(() => undefined); // told to whoever waits for it
    return this.next;
  }

  private event(updatedBy: string): ProposedEvent {
    const config: Config = { version: '2', updated: new Date().toISOString(), updatedBy, entries: [] };
    const around = JSON.stringify(config);
    const data = Buffer.from(`${around.slice(0, -'[]}'.length)}[${[...this.entries.values()].join()}]}`);
    const type = '$PersistentConfig';
    return { id: randomUUID(), type, isJson: true, data, metadata: Buffer.alloc(0) };
  }
}

/** With the comma after it. */
const bytesOf = (entry: string | null | undefined) => (entry ? Buffer.byteLength(entry) + 1 : 0);

function entryOf(group: GroupDefinition): Entry {
  const { startFrom, ...settings } = group.settings;
  return {
    ...settings,
    stream: sourceOf(group),
    group: group.groupName,
    filter: group.filter,
    startPosition: placeText(group, startFrom === 'end' ? -1n : startFrom),
    startAfter: group.startAfter.toString(),
  };
}

function definitionOf({
  stream,
  group,
  filter,
  startPosition,
  startAfter,
  ...settings
}: Entry): GroupDefinition {
  const startFrom = placeOf(startPosition) ?? 0n;
  return {
    streamName: stream === allStreams ? null : stream,
    groupName: group,
    filter,
    startAfter: BigInt(startAfter),
    settings: { ...settings, startFrom: startFrom < 0n ? 'end' : startFrom },
  };
}
