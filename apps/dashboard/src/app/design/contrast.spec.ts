import { colourOf, contrast } from './contrast.js';

it('is 21 for black on white, 1 for the same, and the same both ways', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  expect(contrast([90, 90, 90], [90, 90, 90])).toBe(1);
  expect(contrast([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
  expect(contrast([255, 255, 255], [118, 118, 118])).toBeCloseTo(4.54, 2);
});

it('reads opaque colours only', () => {
  expect(colourOf('rgb(29, 70, 127)')).toEqual([29, 70, 127]);
  expect(colourOf('rgba(29, 70, 127, 0.5)')).toBeNull();
});
