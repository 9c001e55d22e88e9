import { momentAsked, momentAt, sliderPlace, SLIDER_STEPS } from './moment-asked.js';

it('is an event, or else a moment, or else now', () => {
  expect(momentAsked('2026-01-03T07:58:12Z', '7')).toEqual({ revision: '7' });
  expect(momentAsked('2026-01-03T07:58:12Z', '')).toEqual({ at: '2026-01-03T07:58:12.000Z' });
  expect(momentAsked('yesterday', '-1')).toEqual({});
});

it('has a place between the first event and now', () => {
  const span = { from: 1_000, to: 11_000 };
  expect([0, 1_000, 6_000, 11_000, 99_000].map((time) => sliderPlace(span, time))).toEqual([
    0,
    0,
    SLIDER_STEPS / 2,
    SLIDER_STEPS,
    SLIDER_STEPS,
  ]);
  expect(momentAt(span, SLIDER_STEPS / 2)).toBe(new Date(6_000).toISOString());
  expect(sliderPlace({ from: 5, to: 5 }, 5)).toBe(SLIDER_STEPS);
});
