import type { Identity } from '#libs/identity';
import { Module, type DynamicModule } from '@nestjs/common';

/** Injection token of users, sessions and API keys. */
export const IDENTITY = Symbol('Identity');

@Module({})
export class IdentityModule {
  static with(identity: Identity): DynamicModule {
    return {
      module: IdentityModule,
      global: true,
      providers: [{ provide: IDENTITY, useValue: identity }],
      exports: [IDENTITY],
    };
  }
}
