import { everyAccountEvent } from '../testing/every-event.js';
import { happenedAt } from './happened-at.js';

it('is a moment of every event, and never goes back from one to the next', () => {
  const times = everyAccountEvent().map((event) => happenedAt(event).getTime());
  expect(times).not.toContain(Number.NaN);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});
