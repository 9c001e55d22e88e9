import { Aggregates, PostgresSnapshots, type OperationLookup } from '#libs/aggregates';
import type { EventStore } from '#libs/event-store';
import { OperationQuery, ProjectionFeed } from '#libs/read-models';
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../clock/clock.module.js';
import { CONFIGURATION } from '../configuration/configuration.module.js';
import { EVENT_STORE } from '../event-store/event-store.module.js';
import type { Configuration } from '#libs/platform';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { ProjectedOperations } from './projected-operations.js';

/** Carries out commands: mailbox and state cache of every aggregate, and the rates that are charged. */
@Global()
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [
    LiveCatalog,
    {
      provide: PostgresSnapshots,
      useFactory: (configuration: Configuration) => PostgresSnapshots.open(configuration.DATABASE_URL),
      inject: [CONFIGURATION],
    },
    {
      provide: ProjectedOperations,
      useFactory: (query: OperationQuery, feed: ProjectionFeed) => new ProjectedOperations(query, feed),
      inject: [OperationQuery, ProjectionFeed],
    },
    {
      provide: Aggregates,
      useFactory: (
        eventStore: EventStore,
        snapshots: PostgresSnapshots,
        operationLookup: OperationLookup,
        clock: Clock,
      ) => new Aggregates({ eventStore, snapshots, operationLookup, clock }),
      inject: [EVENT_STORE, PostgresSnapshots, ProjectedOperations, CLOCK],
    },
  ],
  exports: [CqrsModule, Aggregates, LiveCatalog],
})
export class WriteSideModule implements OnApplicationShutdown {
  constructor(@Inject(PostgresSnapshots) private readonly snapshots: PostgresSnapshots) {}

  async onApplicationShutdown(): Promise<void> {
    await this.snapshots.close();
  }
}
