import type { Logger } from 'pino';

/** After an error that nobody caught the state is not known: log it and exit, to be started again. */
export function exitOnUncaught(logger: Logger): void {
  const exit = (error: unknown) => {
    logger.fatal({ err: error }, 'Uncaught error.');
    process.exit(1);
  };
  process.on('uncaughtException', exit);
  process.on('unhandledRejection', exit);
}
