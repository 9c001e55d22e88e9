import { fieldMoment, typedMoment } from './field-moment.js';

it('is written into its field, and read from it, to the second', () => {
  const instant = '2026-01-03T07:58:12.000Z';
  expect(typedMoment(fieldMoment(instant))).toBe(instant);
  expect(typedMoment('')).toBeNull();
});
