import { GroupFailed } from './errors.js';
import { eventFilter, type FilterTerms } from '../engine/event-filter.js';
import { InvalidPattern } from '../engine/pattern.js';
import { consumerStrategies, type GroupName, type GroupSettings } from './group-settings.js';
import { checkpointStreamOf } from './group-streams.js';

const streamNameBytesMax = 2_000;

/** @throws {GroupFailed} */
export function checkName(name: GroupName): void {
  if (name.groupName === '' || name.streamName === '') {
    throw new GroupFailed(name, 'a group has a name, and its stream, too.');
  }
  if (Buffer.byteLength(checkpointStreamOf(name)) > streamNameBytesMax) {
    throw new GroupFailed(name, 'the names of stream and group are too long.');
  }
}

interface Proposed extends GroupName {
  readonly settings: GroupSettings;
  readonly filter: FilterTerms | null;
}

/** @throws {GroupFailed} */
export function checkSettings(proposed: Proposed, lastPosition: bigint): void {
  const { settings, filter } = proposed;
  const fail = (reason: string) => new GroupFailed(proposed, reason);
  if (settings.readBatchSize >= settings.historyBufferSize) {
    throw fail('the read batch size must be smaller than the history buffer size.');
  }
  if (!consumerStrategies.includes(settings.strategy)) {
    throw fail(`there is no consumer strategy "${settings.strategy}".`);
  }
  if (settings.startFrom !== 'end' && proposed.streamName === null && settings.startFrom > lastPosition) {
    throw fail('it cannot start beyond the end of the log.');
  }
  const trouble = filter && filterTrouble(filter);
  if (trouble) throw fail(trouble);
}

function filterTrouble(terms: FilterTerms): string | null {
  try {
    eventFilter(terms);
    return null;
  } catch (error) {
    if (error instanceof InvalidPattern) return error.message;
    throw error;
  }
}
