import { linkType } from '../../engine/links.js';
import type { NativeProjection } from './native-projection.js';
import { isRemoval, subjectOf } from './projected-event.js';

/**
 * `$et-{type}`: links to all events of the type. The link to an event of a metastream names the stream itself, and a
 * removal has the type `$deleted`, as in EventStoreDB.
 */
export const byEventType: NativeProjection = {
  name: '$by_event_type',
  id: 4,
  handlerType: 'native:EventStore.Projections.Core.Standard.IndexEventsByEventType',
  query: '',
  followsLinks: false,
  emits: () => (entry) => {
    if (entry.type === linkType) return null;
    const isRemoved = isRemoval(entry);
    return {
      streamName: `$et-${isRemoved ? '$deleted' : entry.type}`,
      type: linkType,
      data: `${entry.revision}@${subjectOf(entry)}`,
      extra: isRemoved ? { $deleted: -1 } : {},
    };
  },
};
