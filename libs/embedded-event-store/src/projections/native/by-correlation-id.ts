import { isJsonObject, type JsonObject } from '#libs/event-store';
import { InvalidQuery } from '../errors.js';
import { linkType } from './emission.js';
import type { NativeProjection } from './native-projection.js';

/** `$bc-{correlation id}`: links to all events whose metadata has the id. */
export const byCorrelationId: NativeProjection = {
  name: '$by_correlation_id',
  id: 5,
  handlerType: 'native:EventStore.Projections.Core.Standard.ByCorrelationId',
  query: '{"correlationIdProperty":"$correlationId"}',
  followsLinks: false,
  emits: (query) => {
    const property = correlationIdProperty(query);
    return ({ type, metadata, revision, streamName, createdAt }) => {
      const correlationId =
        type === linkType ? null : parsed(Buffer.from(metadata).toString('utf8'))?.[property];
      if (typeof correlationId !== 'string') return null;
      return {
        streamName: `$bc-${correlationId}`,
        type: linkType,
        data: `${revision}@${streamName}`,
        extra: { $eventTimestamp: createdAt.toISOString().replace('Z', '000Z') },
      };
    };
  },
};

function correlationIdProperty(query: string): string {
  const property = parsed(query)?.['correlationIdProperty'];
  if (typeof property === 'string') return property;
  throw new InvalidQuery('The query must be JSON with the text "correlationIdProperty".');
}

function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null; // not JSON
  }
}
