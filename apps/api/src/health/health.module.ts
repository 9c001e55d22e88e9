import { Module, type DynamicModule } from '@nestjs/common';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import type { Resources } from '../resources.js';
import { HEALTH_CHECKS, healthChecks } from './health-checks.js';
import { HealthController } from './health.controller.js';
import { Stopping } from './stopping.js';

@Module({})
export class HealthModule {
  static with(resources: Resources): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [
        Stopping,
        {
          provide: HEALTH_CHECKS,
          inject: [LiveCatalog],
          useFactory: (catalog: LiveCatalog) => healthChecks(resources, catalog),
        },
      ],
    };
  }
}
