import 'reflect-metadata';
import {
  createLogger,
  exitOnUncaught,
  InvalidConfiguration,
  readConfiguration,
  stopOnSignals,
} from '#libs/platform';
import { StartFailure } from './start-failure.js';
import { startWorker } from './start-worker.js';

async function main(): Promise<void> {
  const configuration = readConfiguration();
  const logger = createLogger('worker', configuration);
  exitOnUncaught(logger);
  const worker = await startWorker(configuration, logger);
  stopOnSignals({ logger, stop: () => worker.close() });
  logger.info({ port: worker.port }, 'Health and metrics are served.');
}

/** What the person who starts it can put right themselves is told in a sentence, without a stack. */
function explain(error: unknown): string {
  if (error instanceof InvalidConfiguration || error instanceof StartFailure) return error.message;
  return `The worker could not start: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
