import type { Configuration } from '#libs/platform';
import { Module, type DynamicModule } from '@nestjs/common';

/** Injection token of the validated configuration. */
export const CONFIGURATION = Symbol('Configuration');

@Module({})
export class ConfigurationModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: ConfigurationModule,
      global: true,
      providers: [{ provide: CONFIGURATION, useValue: configuration }],
      exports: [CONFIGURATION],
    };
  }
}
