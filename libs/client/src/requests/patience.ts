/** How long and how often one call goes on asking. */
export interface Patience {
  /** For one attempt, until its answer is read. */
  readonly timeoutMs: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** For all attempts and the waits between them. */
  readonly totalMs: number;
}

/** Longer than a query with `after` waits on the server, and than an instance of the API takes to come back. */
export const DEFAULT_PATIENCE: Patience = { timeoutMs: 10_000, retries: 7, totalMs: 30_000 };

export type PatienceOptions = { readonly [Limit in keyof Patience]?: Patience[Limit] | undefined };

/** @throws {RangeError} for limits that are none. */
export function patienceWith(options: PatienceOptions, otherwise: Patience = DEFAULT_PATIENCE): Patience {
  return checked({
    timeoutMs: options.timeoutMs ?? otherwise.timeoutMs,
    retries: options.retries ?? otherwise.retries,
    totalMs: options.totalMs ?? otherwise.totalMs,
  });
}

function checked(patience: Patience): Patience {
  if (!(patience.timeoutMs > 0) || !(patience.totalMs > 0))
    throw new RangeError('timeoutMs and totalMs must be greater than zero.');
  if (!Number.isInteger(patience.retries) || patience.retries < 0)
    throw new RangeError('retries must be zero or a positive integer.');
  return patience;
}
