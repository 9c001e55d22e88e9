import 'reflect-metadata';
import {
  createLogger,
  exitOnUncaught,
  InvalidConfiguration,
  readConfiguration,
  stopOnSignals,
} from '#libs/platform';
import { PortInUse, startProjector } from './start-projector.js';

async function main(): Promise<void> {
  const configuration = readConfiguration();
  const logger = createLogger('projector', configuration);
  exitOnUncaught(logger);
  const projector = await startProjector(configuration, logger);
  stopOnSignals({ logger, stop: () => projector.close() });
  logger.info({ port: projector.port }, 'Health and metrics are served.');
}

/** What the person who starts it can put right themselves is told in a sentence, without a stack. */
function explain(error: unknown): string {
  if (error instanceof InvalidConfiguration || error instanceof PortInUse) return error.message;
  return `The projector could not start: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
