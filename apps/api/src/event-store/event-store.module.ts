import type { EventStore } from '#libs/event-store';
import { Module, type DynamicModule } from '@nestjs/common';

/** Injection token of the port to the log: `@Inject(EVENT_STORE) private readonly eventStore: EventStore`. */
export const EVENT_STORE = Symbol('EventStore');

@Module({})
export class EventStoreModule {
  static with(eventStore: EventStore): DynamicModule {
    return {
      module: EventStoreModule,
      global: true,
      providers: [{ provide: EVENT_STORE, useValue: eventStore }],
      exports: [EVENT_STORE],
    };
  }
}
