import type { Identity } from '#libs/identity';
import type { Jobs } from '#libs/jobs';
import { DueOccurrencesQuery, UnsettledPurchasesQuery } from '#libs/read-models';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { AskApi } from './api/ask-api.js';
import { recordExpirations } from './expirations/api-commands.js';
import { FindDueGrantsProcessor } from './expirations/find-due-grants.processor.js';
import { RecordExpiryProcessor } from './expirations/record-expiry.processor.js';
import { FindUnsettledPurchasesProcessor } from './purchases/find-unsettled-purchases.processor.js';
import { ReconcilePurchaseProcessor } from './purchases/reconcile-purchase.processor.js';
import { PurgeSessionsProcessor } from './sessions/purge-sessions.processor.js';

/** What the worker stands on: opened before it and closed after it. */
export interface WorkerParts {
  readonly jobs: Jobs;
  readonly identity: Identity;
  readonly readModels: DataSource;
  /** Null when it may not send commands. */
  readonly api: AskApi | null;
}

@Module({})
export class WorkerModule {
  static with(parts: WorkerParts): DynamicModule {
    const { jobs, identity } = parts;
    return {
      module: WorkerModule,
      providers: [
        {
          provide: PurgeSessionsProcessor,
          useFactory: () => new PurgeSessionsProcessor(jobs, identity.sessions),
        },
        ...ofTheApi(parts),
      ],
    };
  }
}

/** Without a key of the API nothing is looked for: jobs that nobody can do would only pile up. */
function ofTheApi({ jobs, readModels, api }: WorkerParts): Provider[] {
  if (!api) return [];
  return [
    {
      provide: FindDueGrantsProcessor,
      useFactory: () => new FindDueGrantsProcessor(jobs, new DueOccurrencesQuery(readModels)),
    },
    {
      provide: RecordExpiryProcessor,
      useFactory: () => new RecordExpiryProcessor(jobs, recordExpirations(api)),
    },
    {
      provide: FindUnsettledPurchasesProcessor,
      useFactory: () => new FindUnsettledPurchasesProcessor(jobs, new UnsettledPurchasesQuery(readModels)),
    },
    {
      provide: ReconcilePurchaseProcessor,
      useFactory: () => new ReconcilePurchaseProcessor(jobs, api),
    },
  ];
}
