import type { Identity } from '#libs/identity';
import type { Jobs } from '#libs/jobs';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { AskApi } from './api/ask-api.js';
import { recordExpirations } from './expirations/api-commands.js';
import { RecordExpiryProcessor } from './expirations/record-expiry.processor.js';
import { ReconcilePurchaseProcessor } from './billing/reconcile-purchase.processor.js';
import { ReconcileSubscriptionProcessor } from './billing/reconcile-subscription.processor.js';
import { ReconcileTopUpProcessor } from './billing/reconcile-top-up.processor.js';
import { SearchProcessor } from './search/search.processor.js';
import { dueGrants, dueSubscriptions, dueTopUps, unsettledPurchases } from './search/searches.js';
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
  const processors = [
    new RecordExpiryProcessor(jobs, recordExpirations(api)),
    new ReconcilePurchaseProcessor(jobs, api),
    new ReconcileSubscriptionProcessor(jobs, api),
    new ReconcileTopUpProcessor(jobs, api),
  ];
  const searches = [
    new SearchProcessor(jobs, dueGrants(readModels)),
    new SearchProcessor(jobs, unsettledPurchases(readModels)),
    new SearchProcessor(jobs, dueSubscriptions(readModels)),
    new SearchProcessor(jobs, dueTopUps(readModels)),
  ];
  return [...processors, ...searches].map((processor) => ({ provide: Symbol(), useValue: processor }));
}
