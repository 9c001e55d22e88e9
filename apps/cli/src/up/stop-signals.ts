const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C may arrive several times: from the terminal itself, through npm and through `npm start`. */
const SAME_WISH_MS = 1_000;

export interface StopWishes {
  /** Aborted with the first wish to stop. */
  readonly stop: AbortSignal;
  /** Aborted with the second: everything ends at once. */
  readonly force: AbortSignal;
}

/** Done with the first wish to stop. */
export function wished(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Ctrl-C, `kill`, a closed terminal, or the end of the process that started us. */
export function listenForStop(): StopWishes {
  const stop = new AbortController();
  const force = new AbortController();
  let firstAt: number | null = null;
  const wish = () => {
    const now = Date.now();
    if (firstAt === null) {
      firstAt = now;
      stop.abort();
    } else if (now - firstAt > SAME_WISH_MS) {
      force.abort();
    }
  };
  for (const signal of SIGNALS) process.on(signal, wish);
  if (process.connected) {
    process.on('disconnect', wish);
    process.channel?.unref();
  }
  return { stop: stop.signal, force: force.signal };
}
