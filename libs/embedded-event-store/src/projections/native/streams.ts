import { linkType } from '../../engine/links.js';
import type { NativeProjection } from './native-projection.js';
import { originalOf } from './projected-event.js';

/** `$streams`: a link to the first event of every stream. */
export const streams: NativeProjection = {
  name: '$streams',
  id: 1,
  handlerType: 'native:EventStore.Projections.Core.Standard.IndexStreams',
  query: '',
  followsLinks: true,
  emits: () => (entry) =>
    entry.revision === 0n && originalOf(entry)
      ? { streamName: '$streams', type: linkType, data: `0@${entry.streamName}`, extra: {} }
      : null,
};
