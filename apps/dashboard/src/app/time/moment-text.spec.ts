import { dayText, exactMomentText, momentText } from './moment-text.js';

it('writes a moment as the brief shows it, in the zone of the viewer', () => {
  expect(momentText('2026-01-03T07:58:12Z', 'UTC')).toBe('Jan 3, 2026 07:58');
  expect(momentText('2026-01-03T07:58:12Z', 'America/New_York')).toBe('Jan 3, 2026 02:58');
  expect(momentText('2026-01-03T23:30:00Z', 'Asia/Tokyo')).toBe('Jan 4, 2026 08:30');
});

it('writes midnight as 00, not 24', () => {
  expect(momentText('2026-07-01T00:05:00Z', 'UTC')).toBe('Jul 1, 2026 00:05');
});

it('adds the second where it matters', () => {
  expect(exactMomentText('2026-01-03T07:58:12.345Z', 'UTC')).toBe('Jan 3, 2026 07:58:12');
});

it('writes a day alone', () => {
  expect(dayText('2026-12-31T23:00:00Z', 'Europe/Berlin')).toBe('Jan 1, 2027');
});
