import { Module, type DynamicModule } from '@nestjs/common';

export type Clock = () => Date;

export const machineClock: Clock = () => new Date();

export const CLOCK = Symbol('clock');

/** By which commands are decided. Every other clock would let a renewal be due here and not there. */
@Module({})
export class ClockModule {
  static with(clock: Clock): DynamicModule {
    return {
      module: ClockModule,
      global: true,
      providers: [{ provide: CLOCK, useValue: clock }],
      exports: [CLOCK],
    };
  }
}
