import { categorizeBy } from './category.js';
import { streamReferenceType } from './emission.js';
import type { NativeProjection } from './native-projection.js';
import { originalOf } from './projected-event.js';

/** `$category-{category}`: the names of the category's streams. */
export const streamByCategory: NativeProjection = {
  name: '$stream_by_category',
  id: 2,
  handlerType: 'native:EventStore.Projections.Core.Standard.CategorizeStreamByPath',
  query: 'first\r\n-',
  followsLinks: true,
  emits: (query) => {
    const categoryOf = categorizeBy(query);
    return (entry) => {
      const category = entry.revision === 0n && originalOf(entry) ? categoryOf(entry.streamName) : null;
      if (category === null) return null;
      return {
        streamName: `$category-${category}`,
        type: streamReferenceType,
        data: entry.streamName,
        extra: {},
      };
    };
  },
};
