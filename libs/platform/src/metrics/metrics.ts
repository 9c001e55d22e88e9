import { collectDefaultMetrics, Registry } from 'prom-client';

/** The process's own registry, with Node's metrics (memory, garbage collection, event loop lag) in it. */
export function createMetrics(processName: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ process: processName });
  collectDefaultMetrics({ register: registry });
  return registry;
}

export type { Registry };
