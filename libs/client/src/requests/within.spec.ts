import { within } from './within.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

const never = () => new Promise<never>(() => undefined);

it('leaves alone what is done in time', async () => {
  expect(await within(1_000, undefined, async () => 'done')).toBe('done');
});

it('ends what takes too long, whether it listens or not', async () => {
  const ended = expect(within(1_000, undefined, never)).rejects.toMatchObject({ name: 'TimeoutError' });
  await jest.advanceTimersByTimeAsync(1_000);
  await ended;
});

it('tells what runs to stop', async () => {
  let heard: AbortSignal | undefined;
  const ended = within(1_000, undefined, (signal) => ((heard = signal), never())).catch(() => undefined);
  await jest.advanceTimersByTimeAsync(1_000);
  await ended;
  expect(heard?.aborted).toBe(true);
});

it('ends with the reason of the caller', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const ended = expect(within(1_000, stop.signal, never)).rejects.toBe(reason);
  stop.abort(reason);
  await ended;
});

it('does not begin to wait when the caller has given up already', async () => {
  await expect(within(1_000, AbortSignal.abort('enough'), never)).rejects.toBe('enough');
});
