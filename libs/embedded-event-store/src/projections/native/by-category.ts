import { linkType } from '../../engine/links.js';
import type { LogEntry } from '../../engine/log-entry.js';
import { categorizeBy } from './category.js';
import type { NativeProjection } from './native-projection.js';
import { isRemoval, originalOf, subjectOf } from './projected-event.js';

/** `$ce-{category}`: links to all events of the category's streams, and of their metastreams. */
export const byCategory: NativeProjection = {
  name: '$by_category',
  id: 3,
  handlerType: 'native:EventStore.Projections.Core.Standard.CategorizeEventsByStreamPath',
  query: 'first\r\n-',
  followsLinks: true,
  emits: (query) => {
    const categoryOf = categorizeBy(query);
    return (entry) => {
      const origin = subjectOf(entry);
      const category = categoryOf(origin);
      const original = originalOf(entry);
      if (category === null || original === null) return null;
      const removal = isRemoval(entry) ? { $deleted: -1 } : {};
      return {
        streamName: `$ce-${category}`,
        type: linkType,
        data: targetOf(original),
        extra: { $o: origin, ...removal },
      };
    };
  },
};

/** A link that makes no sense is passed on as it is. */
function targetOf({ type, data, revision, streamName }: LogEntry): string {
  return type === linkType ? Buffer.from(data).toString('utf8') : `${revision}@${streamName}`;
}
