import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { BriefBalanceController } from './brief-balance.controller.js';
import { BriefFeatureRateController } from './brief-feature-rate.controller.js';

/** The two endpoints that the customer's brief shows, at its paths and in its form. */
@Module({ imports: [QueriesModule], controllers: [BriefBalanceController, BriefFeatureRateController] })
export class BriefModule {}
