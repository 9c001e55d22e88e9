import type { Logger } from 'pino';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const STOP_MS_MAX = 10_000;

export interface ShutdownOptions {
  readonly logger: Logger;
  /** Stops everything in order. */
  stop(): Promise<void>;
  readonly millisecondsMax?: number;
}

/**
 * On SIGTERM or SIGINT stops in order and exits with 0. A second signal, or a stop that
 * takes too long or fails, exits with 1: what the stop protects is safe against that too.
 */
export function stopOnSignals({ logger, stop, millisecondsMax = STOP_MS_MAX }: ShutdownOptions): void {
  let stopping = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      logger.info(`${signal}: stopping.`);
      void stopAndExit(stop, logger, millisecondsMax);
    });
  }
}

async function stopAndExit(
  stop: () => Promise<void>,
  logger: Logger,
  millisecondsMax: number,
): Promise<void> {
  setTimeout(() => {
    logger.error(`Did not stop within ${millisecondsMax} ms.`);
    process.exit(1);
  }, millisecondsMax).unref();
  try {
    await stop();
    logger.info('Stopped.');
    process.exit(0);
  } catch (error) {
    logger.error({ err: error }, 'Stopping failed.');
    process.exit(1);
  }
}
