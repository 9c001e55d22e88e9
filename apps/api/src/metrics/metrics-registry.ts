/** Injection token of the process's metrics: `@Inject(METRICS) registry: Registry`. */
export const METRICS = Symbol('Metrics');
