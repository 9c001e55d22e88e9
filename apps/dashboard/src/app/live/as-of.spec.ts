import type { Trouble } from '../http/trouble.js';
import { asOfWords, STALE_AFTER_MS } from './as-of.js';

const now = Date.parse('2026-01-03T08:00:00Z');
const trouble: Trouble = {
  code: 'server-unreachable',
  status: 0,
  words: 'The server cannot be reached.',
  retryAfterSeconds: null,
};
const fresh = { push: 'open', refreshedAt: now - 2_000, trouble: null } as const;

it('says what the page includes and how long ago that was certain', () => {
  expect(asOfWords(fresh, '1204', now)).toMatchObject({ state: 'live', text: 'As of event 1,204, 2 s ago' });
});

it('says when it only looks every 30 seconds', () => {
  const words = asOfWords({ ...fresh, push: 'down' }, '1204', now);
  expect(words.state).toBe('polling');
  expect(words.explanation).toContain('every 30 seconds');
});

it('is stale with the reason when refreshing fails, however recent the figures are', () => {
  expect(asOfWords({ ...fresh, trouble }, '1204', now)).toEqual({
    state: 'stale',
    text: 'Stale: event 1,204, 2 s ago',
    explanation: 'The server cannot be reached.',
  });
});

it('is stale when nothing was heard for long, even without an error', () => {
  expect(asOfWords({ ...fresh, refreshedAt: now - STALE_AFTER_MS - 1 }, '1204', now).state).toBe('stale');
});

it('loads before there is anything', () => {
  expect(asOfWords({ push: 'connecting', refreshedAt: null, trouble: null }, null, now).text).toBe('Loading');
  expect(asOfWords({ push: 'down', refreshedAt: null, trouble }, null, now).text).toBe('Not loaded');
});
