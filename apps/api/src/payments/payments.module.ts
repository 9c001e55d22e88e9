import type { PaymentProvider } from '#libs/payments';
import { Module, type DynamicModule } from '@nestjs/common';

export const PAYMENT_PROVIDER = Symbol('payment provider');

@Module({})
export class PaymentsModule {
  static with(provider: PaymentProvider): DynamicModule {
    return {
      module: PaymentsModule,
      global: true,
      providers: [{ provide: PAYMENT_PROVIDER, useValue: provider }],
      exports: [PAYMENT_PROVIDER],
    };
  }
}
