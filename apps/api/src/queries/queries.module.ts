import { AccountTimelines } from '#libs/aggregates';
import type { EventStore } from '#libs/event-store';
import { Module } from '@nestjs/common';
import { EVENT_STORE } from '../event-store/event-store.module.js';
import { AccountsController } from './accounts.controller.js';
import { BalanceController } from './balance.controller.js';
import { BalanceHistoryController } from './balance-history.controller.js';
import { CatalogController } from './catalog.controller.js';
import { CorrectionsController } from './corrections.controller.js';
import { ForecastController } from './forecast.controller.js';
import { FreshReads } from './fresh-reads.js';
import { LimitsController } from './limits.controller.js';
import { PackagesController } from './packages.controller.js';
import { PastBalanceController } from './past-balance.controller.js';
import { PurchasesController } from './purchases.controller.js';
import { RateQueriesController } from './rate-queries.controller.js';
import { ReceiptController } from './receipt.controller.js';
import { SubscriptionsController } from './subscriptions.controller.js';
import { UsageExportController } from './usage-export.controller.js';
import { UsageController } from './usage.controller.js';

/** What is read: from Postgres, and where the past itself is asked for, from the log. */
@Module({
  controllers: [
    AccountsController,
    BalanceController,
    BalanceHistoryController,
    PastBalanceController,
    LimitsController,
    ForecastController,
    UsageController,
    UsageExportController,
    ReceiptController,
    CorrectionsController,
    CatalogController,
    RateQueriesController,
    PackagesController,
    PurchasesController,
    SubscriptionsController,
  ],
  providers: [
    FreshReads,
    {
      provide: AccountTimelines,
      useFactory: (eventStore: EventStore) => new AccountTimelines(eventStore),
      inject: [EVENT_STORE],
    },
  ],
  exports: [FreshReads],
})
export class QueriesModule {}
