import { ANNOUNCE_GAP_MS, Announcements } from './announcements.js';

let spoken: string[];
let announcements: Announcements;

beforeEach(() => {
  jest.useFakeTimers();
  spoken = [];
  announcements = new Announcements((text) => spoken.push(text));
});
afterEach(() => jest.useRealTimers());

it('speaks at once, then at most every few seconds, and then only the latest', () => {
  announcements.say('1');
  jest.advanceTimersByTime(0);
  for (const text of ['2', '3', '4']) announcements.say(text);
  jest.advanceTimersByTime(ANNOUNCE_GAP_MS - 1);
  expect(spoken).toEqual(['1']);
  jest.advanceTimersByTime(1);
  expect(spoken).toEqual(['1', '4']);
});

it('falls silent when it is stopped', () => {
  announcements.say('1');
  announcements.stop();
  jest.advanceTimersByTime(2 * ANNOUNCE_GAP_MS);
  expect(spoken).toEqual([]);
});
