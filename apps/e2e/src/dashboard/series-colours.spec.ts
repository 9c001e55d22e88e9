import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../system/ledger-command.js';

type Colour = readonly [red: number, green: number, blue: number];
type Matrix = readonly [Colour, Colour, Colour];

const CSS = readFileSync(join(WORKSPACE, 'apps/dashboard/src/app/ui/tokens.css'), 'utf8');
const SERIES = ['1', '2', '3', '4', '5', '6', 'other'].map((each) => `series-${each}`);

/** Machado, Oliveira and Fernandes 2009, nothing of the sense left; on linear light. */
const SIGHTS: Readonly<Record<string, Matrix>> = {
  'full colour sight': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Of the theme, as linear light. */
function colour(name: string, theme: number): Colour {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(CSS) ?? [];
  const hex = [light, dark][theme];
  if (hex === undefined) throw new Error(`There is no colour ${name}.`);
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

const times = (matrix: Matrix, [r, g, b]: Colour): Colour => {
  const [first, second, third] = matrix.map((row) => row[0] * r + row[1] * g + row[2] * b);
  return [first ?? 0, second ?? 0, third ?? 0];
};

function contrast(a: Colour, b: Colour): number {
  const [light = 0, dark = 0] = [a, b]
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Oklab: equal distances look about equally different. */
function oklab(colour: Colour): Colour {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    [Math.max(0, colour[0]), Math.max(0, colour[1]), Math.max(0, colour[2])],
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(cones[0]), Math.cbrt(cones[1]), Math.cbrt(cones[2])],
  );
}

describe.each([
  ['light', 0],
  ['dark', 1],
])('the colours of series in the %s theme', (_name, theme) => {
  it.each(SERIES)('have in %s a contrast of 3 with what they stand on', (name) => {
    for (const ground of ['surface', 'surface-hover', 'accent-soft']) {
      expect(contrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(
        ground === 'surface' ? 3 : 2.7,
      );
    }
  });

  it.each(Object.keys(SIGHTS))('are told apart with %s', (sight) => {
    const seen = SERIES.map((name) =>
      oklab(
        times(
          SIGHTS[sight] ?? [
            [0, 0, 0],
            [0, 0, 0],
            [0, 0, 0],
          ],
          colour(name, theme),
        ),
      ),
    );
    for (const [index, a] of seen.entries()) {
      for (const b of seen.slice(index + 1)) {
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(0.08);
      }
    }
  });
});
