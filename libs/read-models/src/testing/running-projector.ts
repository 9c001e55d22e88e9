import type { EventStore } from '#libs/event-store';
import { ProjectionRunner } from '../projecting/projection-runner.js';

export interface RunningProjector {
  readonly runner: ProjectionRunner;
  stop(): Promise<void>;
}

export function runProjector(databaseUrl: string, eventStore: EventStore): RunningProjector {
  const stopping = new AbortController();
  const runner = new ProjectionRunner({
    databaseUrl,
    eventStore,
    backoff: { firstMs: 5, maxMs: 50 },
  });
  const ended = runner.run(stopping.signal);
  ended.catch(() => undefined); // thrown by `stop`
  return {
    runner,
    stop: async () => {
      stopping.abort();
      await ended.finally(() => runner.close());
    },
  };
}
