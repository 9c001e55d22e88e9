// Which groups there are is an event, as on EventStoreDB: the last one of its stream holds them all.

import { randomUUID } from 'node:crypto';
import type { FilterTerms } from '../engine/event-filter.js';
import { pastTheEnd, type EventLog } from '../engine/event-log.js';
import { allStreams, sourceOf, type GroupDefinition, type GroupSettings } from './group-settings.js';
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

export async function readConfig(log: EventLog): Promise<readonly GroupDefinition[]> {
  const range = { direction: 'backwards', from: pastTheEnd, limit: 1 } as const;
  for await (const { data } of log.readStream(configStream, range)) {
    const { entries } = JSON.parse(Buffer.from(data).toString('utf8')) as Config; // what `writeConfig` has written
    return entries.map(definitionOf);
  }
  return [];
}

export async function writeConfig(
  log: EventLog,
  groups: readonly GroupDefinition[],
  updatedBy: string,
): Promise<void> {
  const entries = groups.map(entryOf);
  const config: Config = { version: '2', updated: new Date().toISOString(), updatedBy, entries };
  const event = {
    id: randomUUID(),
    type: '$PersistentConfig',
    isJson: true,
    data: Buffer.from(JSON.stringify(config)),
    metadata: Buffer.alloc(0),
  };
  await log.append({ streamName: configStream, expectedRevision: 'any', events: [event] });
}

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
