import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.js';

export type { Logger };

/** What must never reach a log, wherever a logged object carries it. */
const SECRETS = [
  'req.headers.authorization',
  'req.headers.cookie',
  'password',
  '*.password',
  'secret',
  '*.secret',
];

/** JSON lines on standard output, one logger per process. */
export function createLogger(
  processName: string,
  configuration: Pick<Configuration, 'LOG_LEVEL'>,
  destination?: DestinationStream,
): Logger {
  const options = {
    name: processName,
    level: configuration.LOG_LEVEL,
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: SECRETS, censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}
