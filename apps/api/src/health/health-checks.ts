import type { EventStore } from '#libs/event-store';
import type { HealthChecks } from '#libs/platform';
import type { LiveCatalog } from '../live-catalog/live-catalog.js';
import type { Resources } from '../resources.js';

/** Injection token of what must be well for this process to take requests. */
export const HEALTH_CHECKS = Symbol('HealthChecks');

export function healthChecks(
  { identity, eventStore, readModels }: Resources,
  catalog: LiveCatalog,
): HealthChecks {
  return {
    postgres: () => identity.ping(),
    'event store': () => readNewestEvent(eventStore),
    'read models': () => readModels.ping(),
    catalog: () =>
      catalog.ready ? Promise.resolve() : Promise.reject(new Error('has not caught up with the log')),
  };
}

async function readNewestEvent(eventStore: EventStore): Promise<void> {
  for await (const _event of eventStore.readAll({ direction: 'backwards', from: 'end', limit: 1 })) return;
}
