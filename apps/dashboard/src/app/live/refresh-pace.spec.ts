import { GAP_MS_MIN, RefreshPace } from './refresh-pace.js';

let started: number[];
let finish: (() => void)[];
let pace: RefreshPace;

beforeEach(() => {
  jest.useFakeTimers();
  started = [];
  finish = [];
  pace = new RefreshPace(() => {
    started.push(Date.now());
    return new Promise((resolve) => finish.push(resolve));
  });
});
afterEach(() => {
  pace.stop();
  jest.useRealTimers();
});

const finishLatest = async () => {
  finish.at(-1)?.();
  await jest.advanceTimersByTimeAsync(0);
};

it('starts the first at once', () => {
  pace.request();
  expect(started).toHaveLength(1);
});

it('makes one of many that come while one is under way, and starts it afterwards', async () => {
  for (let wish = 0; wish < 20; wish += 1) pace.request();
  expect(started).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(GAP_MS_MIN);
  expect(started).toHaveLength(1);
  await finishLatest();
  expect(started).toHaveLength(2);
  await finishLatest();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(started).toHaveLength(2);
});

it('keeps to four a second at first and to one a second while changes pour in', async () => {
  const stop = Date.now() + 10_000;
  while (Date.now() < stop) {
    pace.request();
    await finishLatest();
    await jest.advanceTimersByTimeAsync(10);
  }
  const gaps = started.slice(1).map((at, index) => at - (started[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP_MS_MIN);
  expect(started.length).toBeLessThanOrEqual(13);
  expect(started.length).toBeGreaterThanOrEqual(9);
});

it('is quick again after it was quiet', async () => {
  for (let wish = 0; wish < 5; wish += 1) {
    pace.request();
    await finishLatest();
    await jest.advanceTimersByTimeAsync(100);
  }
  await jest.advanceTimersByTimeAsync(60_000);
  await finishLatest();
  const before = started.length;
  pace.request();
  expect(started).toHaveLength(before + 1);
});

it('does nothing more once it is stopped', async () => {
  pace.request();
  pace.request();
  pace.stop();
  await finishLatest();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(started).toHaveLength(1);
});
