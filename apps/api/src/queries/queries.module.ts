import { Module } from '@nestjs/common';
import { BalanceController } from './balance.controller.js';
import { CatalogController } from './catalog.controller.js';
import { ForecastController } from './forecast.controller.js';
import { FreshReads } from './fresh-reads.js';
import { RateQueriesController } from './rate-queries.controller.js';
import { ReceiptController } from './receipt.controller.js';
import { UsageController } from './usage.controller.js';

/** What is read from Postgres, never from the log. */
@Module({
  controllers: [
    BalanceController,
    ForecastController,
    UsageController,
    ReceiptController,
    CatalogController,
    RateQueriesController,
  ],
  providers: [FreshReads],
  exports: [FreshReads],
})
export class QueriesModule {}
