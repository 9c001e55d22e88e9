import type { Trouble } from '../http/trouble.js';
import { LiveCoordinator, POLL_MS, RECONNECT_MS_MIN } from './live-coordinator.js';
import type { StreamListener } from './live-stream.js';

const unreachable: Trouble = {
  code: 'server-unreachable',
  status: 0,
  words: 'The server cannot be reached.',
  retryAfterSeconds: null,
};

let streams: StreamListener[];
let closed: number;
let refreshes: number;
let answer: Trouble | null;
let live: LiveCoordinator;

beforeEach(() => {
  jest.useFakeTimers();
  [streams, closed, refreshes, answer] = [[], 0, 0, null];
  live = new LiveCoordinator({
    openStream: (listener) => {
      streams.push(listener);
      return () => (closed += 1);
    },
    refresh: async () => {
      refreshes += 1;
      return answer;
    },
  });
  live.start();
});
afterEach(() => {
  live.rest();
  jest.useRealTimers();
});

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

it('reads at once and follows', async () => {
  await pass(0);
  expect(refreshes).toBe(1);
  streams[0]?.opened();
  expect(live.freshness()).toMatchObject({ push: 'open', refreshedAt: Date.now(), trouble: null });
});

it('reads again when the server says that something changed', async () => {
  await pass(1_000);
  streams[0]?.projected();
  await pass(0);
  expect(refreshes).toBe(2);
});

it('looks every 30 seconds, pushed or not: grants expire without an event', async () => {
  streams[0]?.opened();
  await pass(2 * POLL_MS + 10);
  expect(refreshes).toBe(3);
});

it('goes on by polling while the push is down, and comes back to it', async () => {
  streams[0]?.opened();
  await pass(1_000);
  streams[0]?.lost();
  await pass(0);
  expect(live.freshness()).toMatchObject({ push: 'down', trouble: null });
  expect(refreshes).toBe(2);
  await pass(RECONNECT_MS_MIN);
  expect(streams).toHaveLength(2);
  streams[1]?.opened();
  expect(live.freshness().push).toBe('open');
});

it('waits longer from attempt to attempt', async () => {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    streams.at(-1)?.lost();
    await pass(RECONNECT_MS_MIN * 2 ** attempt - 1);
    expect(streams).toHaveLength(attempt + 1);
    await pass(1);
    expect(streams).toHaveLength(attempt + 2);
  }
});

it('keeps the time of the last good answer, and the trouble since', async () => {
  await pass(0);
  const readAt = live.freshness().refreshedAt;
  answer = unreachable;
  await pass(POLL_MS);
  expect(live.freshness()).toMatchObject({ refreshedAt: readAt, trouble: unreachable });
  answer = null;
  await pass(POLL_MS);
  expect(live.freshness()).toMatchObject({ refreshedAt: Date.now(), trouble: null });
});

it('does not wait for its turn when the network is back', async () => {
  streams[0]?.lost();
  await pass(500);
  live.wake();
  await pass(0);
  expect(streams).toHaveLength(2);
  expect(refreshes).toBe(2);
});

it('leaves nothing running while nobody looks', async () => {
  await pass(0);
  live.rest();
  expect(closed).toBe(1);
  await pass(10 * POLL_MS);
  expect(refreshes).toBe(1);
  expect(jest.getTimerCount()).toBe(0);
});

it('catches up at once when somebody looks again', async () => {
  streams[0]?.opened();
  await pass(1_000);
  live.rest();
  await pass(10 * POLL_MS);
  live.wake();
  await pass(0);
  expect(refreshes).toBe(2);
  expect(streams).toHaveLength(2);
  await pass(POLL_MS);
  expect(refreshes).toBe(3);
});
