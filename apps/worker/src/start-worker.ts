import { openIdentity } from '#libs/identity';
import { Jobs } from '#libs/jobs';
import { NestLogger, serveHealth, type Configuration, type Logger } from '#libs/platform';
import { readModelsDataSource } from '#libs/read-models';
import { NestFactory } from '@nestjs/core';
import { apiAt, type AskApi } from './api/ask-api.js';
import { JobMetrics } from './job-metrics.js';
import { JobReport } from './job-report.js';
import { explained } from './start-failure.js';
import { WorkerModule, type WorkerParts } from './worker.module.js';

export interface RunningWorker {
  /** Of health and metrics. */
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Postgres must be there. The API may come later: jobs wait for it. */
export async function startWorker(configuration: Configuration, logger: Logger): Promise<RunningWorker> {
  try {
    return await start(configuration, logger);
  } catch (error) {
    throw explained(error, configuration);
  }
}

/** What is open when it fails ends with the process. */
async function start(configuration: Configuration, logger: Logger): Promise<RunningWorker> {
  const metrics = new JobMetrics();
  const parts = await openParts(configuration, new JobReport(metrics, logger));
  const health = await serveHealth({
    host: HOST,
    port: configuration.WORKER_PORT,
    checks: { jobs: () => parts.jobs.ping(), postgres: () => parts.identity.ping() },
    metrics: metrics.registry,
  });
  const api = apiOf(configuration, logger);
  const context = await NestFactory.createApplicationContext(WorkerModule.with({ ...parts, api }), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const close = async () => {
    await health.close();
    await context.close();
    await parts.jobs.close();
    await parts.identity.close();
    await parts.readModels.destroy();
  };
  return { port: health.port, close };
}

async function openParts(configuration: Configuration, report: JobReport): Promise<Omit<WorkerParts, 'api'>> {
  const { DATABASE_URL } = configuration;
  const readModels = await readModelsDataSource(DATABASE_URL).initialize();
  const identity = await openIdentity(DATABASE_URL);
  const jobs = await Jobs.open(configuration, report);
  return { jobs, identity, readModels };
}

function apiOf({ API_URL, WORKER_API_KEY }: Configuration, logger: Logger): AskApi | null {
  if (WORKER_API_KEY) return apiAt({ apiUrl: API_URL, apiKey: WORKER_API_KEY });
  logger.warn(
    'WORKER_API_KEY is not set: expired grants do not count, but the log does not say so; purchases are not reconciled, subscriptions not renewed, accounts not topped up.',
  );
  return null;
}
