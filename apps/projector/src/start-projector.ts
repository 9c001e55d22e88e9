import { connectToEventStore } from '#libs/event-store';
import { eventStoreUrl, NestLogger, serveHealth, type Configuration, type Logger } from '#libs/platform';
import { NestFactory } from '@nestjs/core';
import { ProjectorModule } from './projector.module.js';
import { Projection } from './projection.js';
import { ProjectionMetrics } from './projection-metrics.js';

export interface RunningProjector {
  /** Of health and metrics. */
  readonly port: number;
  close(): Promise<void>;
}

export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

const HOST = '127.0.0.1';

/** Postgres and the event store may come later: it waits for them, and says so in its health. */
export async function startProjector(
  configuration: Configuration,
  logger: Logger,
): Promise<RunningProjector> {
  const eventStore = connectToEventStore(eventStoreUrl(configuration));
  const module = ProjectorModule.with({ configuration, logger, eventStore });
  const context = await NestFactory.createApplicationContext(module, { logger: new NestLogger(logger) });
  const close = async () => {
    await context.close();
    await eventStore.close();
  };
  try {
    const health = await serveHealth({
      host: HOST,
      port: configuration.PROJECTOR_PORT,
      checks: { projection: () => context.get(Projection).check() },
      metrics: context.get(ProjectionMetrics).registry,
    });
    return { port: health.port, close: () => health.close().then(close) };
  } catch (error) {
    await close();
    throw explained(error, configuration.PROJECTOR_PORT);
  }
}

function explained(error: unknown, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new PortInUse(`Port ${port} (PROJECTOR_PORT) is in use. Stop what uses it, or choose another port.`);
}
