// Which groups there are is an event, as on EventStoreDB: the last one of its stream holds them all.

import type { FilterTerms } from '../engine/event-filter.js';
import type { EventLog } from '../engine/event-log.js';
import { jsonEvent } from '../engine/json-event.js';
import { lastEvent } from '../engine/last-event.js';
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
  const last = await lastEvent(log, configStream);
  if (!last) return [];
  const { entries } = JSON.parse(Buffer.from(last.data).toString('utf8')) as Config; // what `writeConfig` has written
  return entries.map(definitionOf);
}

export async function writeConfig(
  log: EventLog,
  groups: readonly GroupDefinition[],
  updatedBy: string,
): Promise<void> {
  const entries = groups.map(entryOf);
  const config: Config = { version: '2', updated: new Date().toISOString(), updatedBy, entries };
  const events = [jsonEvent('$PersistentConfig', config)];
  await log.append({ streamName: configStream, expectedRevision: 'any', events });
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
