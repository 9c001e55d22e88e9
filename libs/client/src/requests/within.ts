/**
 * Lets something run for so long at most, or until the signal says stop. Rejects then at once, whether
 * what runs listens or not. Neither a timer nor a listener is left behind.
 */
export async function within<Result>(
  limitMs: number,
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const inner = new AbortController();
  const stop = () => inner.abort(outer?.reason);
  const timer = setTimeout(() => inner.abort(timedOut(limitMs)), limitMs);
  outer?.addEventListener('abort', stop);
  if (outer?.aborted) stop();
  try {
    return await Promise.race([aborted(inner.signal), run(inner.signal)]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}

function timedOut(limitMs: number): DOMException {
  return new DOMException(`no answer within ${Math.round(limitMs)} ms`, 'TimeoutError');
}

async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise<never>((_, reject) => {
    const tell = () => reject(signal.reason as Error); // whatever the caller gave as the reason
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  });
}
