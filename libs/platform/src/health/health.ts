/** Resolves when the part is well; rejects with the reason when it is not. */
export type HealthCheck = () => Promise<unknown>;

export type HealthChecks = Readonly<Record<string, HealthCheck>>;

export interface HealthReport {
  readonly status: 'ok' | 'unavailable';
  readonly checks: Readonly<
    Record<string, { readonly status: 'ok' | 'unavailable'; readonly reason?: string }>
  >;
}

const CHECK_MS_MAX = 3_000;

/** Runs all checks side by side. One that does not answer in time counts as unavailable. */
export async function checkHealth(
  checks: HealthChecks,
  millisecondsMax = CHECK_MS_MAX,
): Promise<HealthReport> {
  const results = await Promise.all(
    Object.entries(checks).map(
      async ([name, check]) => [name, await outcome(check, millisecondsMax)] as const,
    ),
  );
  const healthy = results.every(([, { status }]) => status === 'ok');
  return { status: healthy ? 'ok' : 'unavailable', checks: Object.fromEntries(results) };
}

type Outcome = HealthReport['checks'][string];

async function outcome(check: HealthCheck, millisecondsMax: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${millisecondsMax} ms`)), millisecondsMax);
  });
  try {
    await Promise.race([check(), tooLate]);
    return { status: 'ok' };
  } catch (error) {
    return { status: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
