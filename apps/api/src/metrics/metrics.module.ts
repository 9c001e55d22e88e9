import type { Registry } from '#libs/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { METRICS } from './metrics-registry.js';

@Module({})
export class MetricsModule {
  static with(registry: Registry): DynamicModule {
    return {
      module: MetricsModule,
      global: true,
      controllers: [MetricsController],
      providers: [{ provide: METRICS, useValue: registry }],
      exports: [METRICS],
    };
  }
}
