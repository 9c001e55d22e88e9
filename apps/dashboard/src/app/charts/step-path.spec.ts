import { heightOf, pointAt, stepArea, stepLine } from './step-path.js';

const points = [
  { x: 0, y: 0 },
  { x: 40, y: 80 },
  { x: 100, y: 50 },
];

it('keeps every height until the next point', () => {
  expect(stepLine(points)).toBe('M0 100H40V20H100V50');
  expect(stepArea(points)).toBe('M0 100H40V20H100V50V100H0Z');
  expect(stepArea([])).toBe('');
});

it('knows which height holds at a place', () => {
  expect([-1, 0, 39, 40, 99, 100].map((x) => pointAt(points, x))).toEqual([0, 0, 0, 1, 1, 2]);
});

it('has heights where amounts outgrow a number', () => {
  const top = 999_999_999_999_999_999_000_000n;
  expect([-1n, 0n, top / 4n, top, top * 2n].map((value) => heightOf(value, top))).toEqual([
    0, 0, 25, 100, 100,
  ]);
});
