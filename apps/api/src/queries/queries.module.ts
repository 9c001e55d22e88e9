import { Module } from '@nestjs/common';
import { BalanceController } from './balance.controller.js';
import { CatalogController } from './catalog.controller.js';
import { FreshReads } from './fresh-reads.js';
import { ReceiptController } from './receipt.controller.js';
import { UsageController } from './usage.controller.js';

/** What is read from Postgres, never from the log. */
@Module({
  controllers: [BalanceController, UsageController, ReceiptController, CatalogController],
  providers: [FreshReads],
  exports: [FreshReads],
})
export class QueriesModule {}
