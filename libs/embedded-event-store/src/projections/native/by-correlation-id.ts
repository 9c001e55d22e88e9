import { jsonObjectIn } from '#libs/event-store';
import { linkType } from '../../engine/links.js';
import { InvalidQuery } from '../errors.js';
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
      const correlationId = type === linkType ? null : jsonObjectIn(metadata)?.[property];
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
  const property = jsonObjectIn(Buffer.from(query))?.['correlationIdProperty'];
  if (typeof property === 'string') return property;
  throw new InvalidQuery('The query must be JSON with the text "correlationIdProperty".');
}
