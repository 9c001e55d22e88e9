import type { Configuration, Registry } from '#libs/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccessModule } from './access/access.module.js';
import { AccountCommandsModule } from './accounts/account-commands.module.js';
import { AdministrationModule } from './access/administration.module.js';
import { BriefModule } from './brief/brief.module.js';
import { ClockModule, type Clock } from './clock/clock.module.js';
import { ConfigurationModule } from './configuration/configuration.module.js';
import { EventStoreModule } from './event-store/event-store.module.js';
import { HealthModule } from './health/health.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { LiveModule } from './live/live.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { QueriesModule } from './queries/queries.module.js';
import { ReadModelsModule } from './read-models/read-models.module.js';
import type { Resources } from './resources.js';
import { SessionModule } from './session/session.module.js';
import { StoreModule } from './store/store.module.js';
import { CatalogCommandsModule } from './write-side/catalog-commands.module.js';
import { WriteSideModule } from './write-side/write-side.module.js';

export interface AppParts {
  readonly configuration: Configuration;
  readonly resources: Resources;
  readonly metrics: Registry;
  readonly clock: Clock;
}

@Module({})
export class AppModule {
  static with({ configuration, resources, metrics, clock }: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.with(configuration),
        ClockModule.with(clock),
        EventStoreModule.with(resources.eventStore),
        IdentityModule.with(resources.identity),
        ReadModelsModule.with(resources.readModels),
        MetricsModule.with(metrics),
        AccessModule,
        AdministrationModule,
        SessionModule,
        WriteSideModule,
        AccountCommandsModule,
        CatalogCommandsModule,
        PaymentsModule.with(resources.payments),
        StoreModule,
        QueriesModule,
        BriefModule,
        NotificationsModule,
        LiveModule,
        HealthModule.with(resources),
      ],
      providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
    };
  }
}
