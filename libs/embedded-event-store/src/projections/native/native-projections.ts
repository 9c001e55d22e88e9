import { byCategory } from './by-category.js';
import { byCorrelationId } from './by-correlation-id.js';
import { byEventType } from './by-event-type.js';
import type { NativeProjection } from './native-projection.js';
import { streamByCategory } from './stream-by-category.js';
import { streams } from './streams.js';

/** Those that every EventStoreDB has from its first start. */
export const nativeProjections: readonly NativeProjection[] = [
  streams,
  streamByCategory,
  byCategory,
  byEventType,
  byCorrelationId,
];
