import type { EventStore } from '#libs/event-store';
import type { Configuration, Logger } from '#libs/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { Projection } from './projection.js';
import { ProjectionMetrics } from './projection-metrics.js';

export interface ProjectorParts {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly eventStore: EventStore;
}

@Module({})
export class ProjectorModule {
  static with({ configuration, logger, eventStore }: ProjectorParts): DynamicModule {
    return {
      module: ProjectorModule,
      providers: [
        ProjectionMetrics,
        {
          provide: Projection,
          useFactory: (metrics: ProjectionMetrics) =>
            new Projection({ databaseUrl: configuration.DATABASE_URL, eventStore, metrics, logger }),
          inject: [ProjectionMetrics],
        },
      ],
    };
  }
}
