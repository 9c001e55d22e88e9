import {
  AccountsQuery,
  BalanceQuery,
  CatalogQuery,
  CorrectionsQuery,
  ForecastQuery,
  LimitsQuery,
  NotificationsQuery,
  OperationQuery,
  PackagesQuery,
  PastBalanceQuery,
  ProjectionFeed,
  PurchasesQuery,
  SubscriptionsQuery,
  TopUpQuery,
  RateHistoryQuery,
  RatePreviewQuery,
  UsageByTimeQuery,
  UsageQuery,
} from '#libs/read-models';
import { Module, type DynamicModule } from '@nestjs/common';
import type { ReadModels } from './open-read-models.js';

const QUERIES = [
  AccountsQuery,
  BalanceQuery,
  CatalogQuery,
  CorrectionsQuery,
  ForecastQuery,
  LimitsQuery,
  NotificationsQuery,
  OperationQuery,
  PackagesQuery,
  PastBalanceQuery,
  PurchasesQuery,
  SubscriptionsQuery,
  TopUpQuery,
  RateHistoryQuery,
  RatePreviewQuery,
  UsageByTimeQuery,
  UsageQuery,
];

/** The queries of the read models, and the feed that says how far they are. */
@Module({})
export class ReadModelsModule {
  static with({ database, feed }: ReadModels): DynamicModule {
    const queries = QUERIES.map((query) => ({ provide: query, useValue: new query(database) }));
    return {
      module: ReadModelsModule,
      global: true,
      providers: [...queries, { provide: ProjectionFeed, useValue: feed }],
      exports: [...QUERIES, ProjectionFeed],
    };
  }
}
