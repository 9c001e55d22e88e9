import { jsonObjectIn } from '#libs/event-store';
import { eventFilter } from '../engine/event-filter.js';
import type { EventLog } from '../engine/event-log.js';
import type { LogMessage } from '../engine/follow.js';
import { linkType } from '../engine/links.js';
import type { ReadEntry } from '../engine/log-entry.js';
import type { GroupEvent } from './group-event.js';
import type { ConsumerStrategy, GroupDefinition } from './group-settings.js';

/** What a group is fed with: a stream, or the whole log, after a revision or position. */
export function followSource(
  log: EventLog,
  { streamName, filter, settings: { resolvesLinks } }: GroupDefinition,
  place: { readonly after: bigint; readonly signal: AbortSignal },
): AsyncGenerator<LogMessage, void> {
  if (streamName !== null) return log.followStream({ ...place, streamName, resolvesLinks });
  return log.followAll({ ...place, resolvesLinks, ...(filter && { filter: eventFilter(filter) }) });
}

export function groupEvent({ streamName, settings }: GroupDefinition, entry: ReadEntry): GroupEvent {
  return {
    id: entry.id,
    at: streamName === null ? entry.position : entry.revision,
    pin: pinOf(settings.strategy, entry),
    entry,
  };
}

function pinOf(strategy: ConsumerStrategy, entry: ReadEntry): string {
  switch (strategy) {
    case 'RoundRobin':
    case 'DispatchToSingle':
      return '';
    case 'Pinned':
      return sourceStream(entry);
    case 'PinnedByCorrelation':
      return correlation(entry) ?? sourceStream(entry);
  }
}

/** Of a link, resolved or not: where it leads to. */
function sourceStream({ target, type, data, streamName }: ReadEntry): string {
  if (target) return target.streamName;
  if (type !== linkType) return streamName;
  const link = Buffer.from(data).toString('utf8');
  return link.slice(link.indexOf('@') + 1);
}

function correlation({ target, metadata }: ReadEntry): string | null {
  const id = jsonObjectIn((target ?? { metadata }).metadata)?.['$correlationId'];
  return typeof id === 'string' ? id : null;
}
