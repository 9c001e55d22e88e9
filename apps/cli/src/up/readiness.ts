const ANSWER_MS_MAX = 5_000;

interface HealthReport {
  readonly checks?: Readonly<Record<string, { readonly status: string; readonly reason?: string }>>;
}

/** @returns null when the process is ready, else what it waits for. */
export async function askReadiness(baseUrl: string): Promise<string | null> {
  try {
    const answer = await fetch(`${baseUrl}/health/ready`, { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    if (answer.ok) {
      await answer.body?.cancel();
      return null;
    }
    return missingIn((await answer.json()) as HealthReport); // the shape is that of #libs/platform
  } catch {
    return 'it does not answer yet';
  }
}

function missingIn({ checks = {} }: HealthReport): string {
  const missing = Object.entries(checks)
    .filter(([, { status }]) => status !== 'ok')
    .map(([name, { reason }]) => (reason ? `${name} (${reason})` : name));
  return `waiting for ${missing.join(', ') || 'it'}`;
}
