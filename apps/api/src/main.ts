import 'reflect-metadata';
import { EventLogInUse } from '#libs/embedded-event-store';
import {
  createLogger,
  exitOnUncaught,
  InvalidConfiguration,
  readConfiguration,
  stopOnSignals,
} from '#libs/platform';
import { PortInUse } from './http/port-in-use.js';
import { startApi } from './start-api.js';

async function main(): Promise<void> {
  const configuration = readConfiguration();
  const logger = createLogger('api', configuration);
  exitOnUncaught(logger);
  const api = await startApi({ configuration, logger });
  stopOnSignals({ logger, stop: () => api.close() });
  logger.info({ url: api.url, grpcPort: api.resources.grpcPort }, 'Listening.');
}

/** What the person who starts it can put right themselves is told in a sentence, without a stack. */
const EXPLAINED = [InvalidConfiguration, PortInUse, EventLogInUse];

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPLAINED.some((errorClass) => error instanceof errorClass)) return error.message;
  return `The API could not start: ${error.stack ?? error.message}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
