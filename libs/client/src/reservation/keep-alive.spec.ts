import { Refused } from '../answers/refused.js';
import { keepAlive, type KeptHold } from './keep-alive.js';

const LIFE_MS = 60_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

const extension = {
  accountId: 'acc-1',
  holdId: 'call-1',
  model: 'gpt-5-nano',
  extendedAt: '2026-01-03T07:58:00.000Z', // the clocks of others may be set as they like
  expiresAt: '2026-01-03T07:59:00.000Z',
  position: '1',
};

const refusal = (code: string) =>
  new Refused({ type: '', title: code, status: 409, detail: 'No.', code }, 'key');

/** @returns what happened, by the second. */
async function live(seconds: number, extend: KeptHold['extend']) {
  const startedAt = performance.now();
  const story: string[] = [];
  const note = (what: string) => story.push(`${Math.round((performance.now() - startedAt) / 1_000)} ${what}`);
  const stop = new AbortController();
  const hold: KeptHold = {
    endsAtMs: startedAt + LIFE_MS,
    extend: (signal, limitMs) => (note('extends'), extend(signal, limitMs)),
    lost: (refused) => note(`lost ${refused?.code ?? ''}`.trim()),
  };
  const alive = keepAlive(hold, stop.signal);
  await jest.advanceTimersByTimeAsync(seconds * 1_000);
  stop.abort();
  await alive;
  return story;
}

it('extends each time half of the life is over', async () => {
  expect(await live(100, async () => extension)).toEqual(['30 extends', '60 extends', '90 extends']);
});

it('does nothing for work that ends soon', async () => {
  expect(await live(20, async () => extension)).toEqual([]);
});

it('tries again while nobody answers, and tells when the hold ends', async () => {
  const story = await live(100, () => Promise.reject(new Error('no answer')));
  expect(story.slice(0, 3)).toEqual(['30 extends', '45 extends', '53 extends']);
  expect(story.at(-1)).toBe('60 lost');
  expect(story.length).toBeLessThan(12);
});

it('goes on when it is answered again', async () => {
  let attempts = 0;
  const flaky = () =>
    (attempts += 1) === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve(extension);
  expect(await live(100, flaky)).toEqual(['30 extends', '45 extends', '75 extends']);
});

it('tells at once that the hold is closed', async () => {
  expect(await live(100, () => Promise.reject(refusal('hold-closed')))).toEqual([
    '30 extends',
    '30 lost hold-closed',
  ]);
});

it('leaves a hold that may live no longer the life that it has', async () => {
  expect(await live(100, () => Promise.reject(refusal('hold-too-long')))).toEqual([
    '30 extends',
    '60 lost hold-too-long',
  ]);
});

it('gives an extension that is under way up when the work ends', async () => {
  const hanging: KeptHold['extend'] = (signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
  expect(await live(40, hanging)).toEqual(['30 extends']);
});
