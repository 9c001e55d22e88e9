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
  announcements.say('balance', '1');
  jest.advanceTimersByTime(0);
  for (const text of ['2', '3', '4']) announcements.say('balance', text);
  jest.advanceTimersByTime(ANNOUNCE_GAP_MS - 1);
  expect(spoken).toEqual(['1']);
  jest.advanceTimersByTime(1);
  expect(spoken).toEqual(['1', '4']);
});

it('says what is new of everything, so that nothing is spoken over', () => {
  announcements.say('balance', '1');
  announcements.say('notifications', 'one unread');
  announcements.say('balance', '2');
  jest.advanceTimersByTime(0);
  expect(spoken).toEqual(['2. one unread']);
});

it('falls silent about what is dropped', () => {
  announcements.say('balance', '1');
  announcements.drop('balance');
  jest.advanceTimersByTime(2 * ANNOUNCE_GAP_MS);
  expect(spoken).toEqual([]);
});
