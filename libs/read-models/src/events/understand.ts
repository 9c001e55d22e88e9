import type { RecordedEvent } from '#libs/event-store';
import {
  aggregateId,
  upcast,
  type AccountEvent,
  type ModelEvent,
  type PackageEvent,
  type PurchaseEvent,
  type RateEvent,
  type SubscriptionEvent,
  type TopUpEvent,
} from '#libs/ledger';
import { z } from 'zod';
import { accountSchemas, modelSchemas, rateSchemas } from './event-schemas.js';
import type { AccountFact, Fact } from './fact.js';
import { packageSchemas, purchaseSchemas } from './store-events.schema.js';
import { subscriptionSchemas } from './subscription-events.schema.js';
import { topUpSchemas } from './top-up-events.schema.js';
import type { Schemas } from './schemas.js';
import { PoisonEvent } from './poison-event.js';

/**
 * What an event says to the read models; null when it is none of ours, or of a type not known here.
 * @throws {PoisonEvent} when its type is known and its data is not as that type must be.
 */
export function understand(recorded: RecordedEvent): Fact | null {
  const place = { position: recorded.position, revision: recorded.revision };
  const accountId = aggregateId('account', recorded.streamName);
  if (accountId !== null) {
    const event = checked<AccountEvent>(recorded, accountSchemas);
    return event && { about: 'account', accountId, event, ...place, ...originOf(recorded) };
  }
  return understandBuying(recorded, place) ?? understandCatalog(recorded, place);
}

type FactPlace = Pick<Fact, 'position' | 'revision'>;

function understandBuying(recorded: RecordedEvent, place: FactPlace): Fact | null {
  const purchaseId = aggregateId('purchase', recorded.streamName);
  if (purchaseId !== null) {
    const event = checked<PurchaseEvent>(recorded, purchaseSchemas);
    return event && { about: 'purchase', purchaseId, event, ...place };
  }
  const subscriptionId = aggregateId('subscription', recorded.streamName);
  if (subscriptionId !== null) {
    const event = checked<SubscriptionEvent>(recorded, subscriptionSchemas);
    return event && { about: 'subscription', subscriptionId, event, ...place };
  }
  const accountId = aggregateId('topUp', recorded.streamName);
  if (accountId === null) return null;
  const event = checked<TopUpEvent>(recorded, topUpSchemas);
  return event && { about: 'topUp', accountId, event, ...place };
}

function understandCatalog(recorded: RecordedEvent, place: FactPlace): Fact | null {
  if (aggregateId('package', recorded.streamName) !== null) {
    const event = checked<PackageEvent>(recorded, packageSchemas);
    return event && { about: 'package', event, ...place };
  }
  const event = checked<RateEvent | ModelEvent>(recorded, catalogSchemas(recorded.streamName));
  return event && { about: 'catalog', event, ...place };
}

/** Events of other software may have anything there, `null` too; Postgres keeps no text with a NUL in it. */
function originOf(recorded: RecordedEvent): Pick<AccountFact, 'actor' | 'operationId'> {
  const { actor, operationId } = recorded.metadata ?? {};
  return { actor: textOf(actor), operationId: textOf(operationId) };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && !value.includes('\0') ? value : null;
}

function catalogSchemas(stream: string): Partial<Schemas<RateEvent | ModelEvent>> {
  if (aggregateId('rate', stream) !== null) return rateSchemas;
  return aggregateId('model', stream) !== null ? modelSchemas : {};
}

function checked<Event extends { type: string; data: unknown }>(
  recorded: RecordedEvent,
  schemas: Partial<Schemas<Event>>,
): Event | null {
  if (!Object.hasOwn(schemas, recorded.type)) return null;
  const schema: z.ZodType | undefined = schemas[recorded.type as Event['type']]; // it is one of its keys
  const parsed = schema?.safeParse(upcast(recorded).data);
  if (!parsed) return null;
  if (!parsed.success) throw new PoisonEvent(recorded, z.prettifyError(parsed.error));
  return { type: recorded.type, data: parsed.data } as Event; // the schema of this type has passed it
}
