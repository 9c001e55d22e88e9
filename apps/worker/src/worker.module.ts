import type { Identity } from '#libs/identity';
import type { Jobs } from '#libs/jobs';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { AskApi } from './api/ask-api.js';
import { recordExpirations } from './expirations/api-commands.js';
import { RecordExpiryProcessor } from './expirations/record-expiry.processor.js';
import { ReconciliationProcessor } from './billing/reconciliation.processor.js';
import {
  PURCHASE_RECONCILIATION,
  SUBSCRIPTION_RECONCILIATION,
  TOP_UP_RECONCILIATION,
} from './billing/reconciliations.js';
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
    new ReconciliationProcessor(jobs, api, PURCHASE_RECONCILIATION),
    new ReconciliationProcessor(jobs, api, SUBSCRIPTION_RECONCILIATION),
    new ReconciliationProcessor(jobs, api, TOP_UP_RECONCILIATION),
  ];
  const searches = [
    new SearchProcessor(jobs, dueGrants(readModels)),
    new SearchProcessor(jobs, unsettledPurchases(readModels)),
    new SearchProcessor(jobs, dueSubscriptions(readModels)),
    new SearchProcessor(jobs, dueTopUps(readModels)),
  ];
  return [...processors, ...searches].map((processor) => ({ provide: Symbol(), useValue: processor }));
}
