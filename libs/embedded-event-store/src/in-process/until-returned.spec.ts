import { untilReturned } from './until-returned.js';

/** Yields once, then waits for ever. */
async function* waiting(signal: AbortSignal): AsyncGenerator<number, void> {
  yield 1;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}

it('can be left while its next message is awaited', async () => {
  const messages = untilReturned(waiting);
  await messages.next();
  const next = messages.next();
  await messages.return?.();
  expect((await next).done).toBe(true);
});

it('ends when the outer signal aborts', async () => {
  const leave = new AbortController();
  const messages = untilReturned(waiting, leave.signal);
  await messages.next();
  const next = messages.next();
  leave.abort();
  expect((await next).done).toBe(true);
});
