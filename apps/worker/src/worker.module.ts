import type { Identity } from '#libs/identity';
import type { Jobs } from '#libs/jobs';
import { DueOccurrencesQuery } from '#libs/read-models';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { RecordExpirations } from './expirations/api-commands.js';
import { FindDueGrantsProcessor } from './expirations/find-due-grants.processor.js';
import { RecordExpiryProcessor } from './expirations/record-expiry.processor.js';
import { PurgeSessionsProcessor } from './sessions/purge-sessions.processor.js';

/** What the worker stands on: opened before it and closed after it. */
export interface WorkerParts {
  readonly jobs: Jobs;
  readonly identity: Identity;
  readonly readModels: DataSource;
  /** Null when it may not send commands. */
  readonly commands: RecordExpirations | null;
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
        ...expirations(parts),
      ],
    };
  }
}

/** Without a way to record expiries none is looked for: jobs that nobody can do would only pile up. */
function expirations({ jobs, readModels, commands }: WorkerParts): Provider[] {
  if (!commands) return [];
  return [
    {
      provide: FindDueGrantsProcessor,
      useFactory: () => new FindDueGrantsProcessor(jobs, new DueOccurrencesQuery(readModels)),
    },
    { provide: RecordExpiryProcessor, useFactory: () => new RecordExpiryProcessor(jobs, commands) },
  ];
}
