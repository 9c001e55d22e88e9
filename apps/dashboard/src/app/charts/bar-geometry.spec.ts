import { amount, microTokens } from '#libs/ledger/tokens';
import fc from 'fast-check';
import { draw, labelStep, PLOT_HEIGHT, yOf } from './bar-geometry.js';
import type { ChartBar, ChartSeries } from './chart-data.js';

const SERIES: readonly ChartSeries[] = ['a', 'b', 'c'].map((key, index) => ({
  ...{ key, name: key, tone: index === 2 ? null : index + 1, tokens: amount('1') },
}));

function aBar(...parts: readonly bigint[]): ChartBar {
  return {
    ...{ key: 'x', label: 'x', title: 'x', href: '', operations: 1, isIncomplete: false, isChosen: false },
    parts: parts.map(microTokens),
    tokens: microTokens(parts.reduce((sum, part) => sum + part, 0n)),
  };
}

const only = (bar: ChartBar, top: bigint) => {
  const [drawn] = draw({ bars: [bar], series: SERIES }, microTokens(top), 600).bars;
  if (!drawn) throw new Error('One bar was drawn.');
  return drawn;
};

it('draws parts upon each other from zero, each in its colour', () => {
  const { parts, height } = only(aBar(50n, 25n, 25n), 100n);
  expect(height).toBe(PLOT_HEIGHT);
  expect(parts.map(({ tone }) => tone)).toEqual([
    'var(--series-1)',
    'var(--series-2)',
    'var(--series-other)',
  ]);
  expect(parts[0]).toMatchObject({ y: yOf(500), height: PLOT_HEIGHT / 2 });
});

it('draws nothing where nothing was used, and something where little was', () => {
  expect(only(aBar(0n, 0n, 0n), 100n).parts).toEqual([]);
  expect(only(aBar(0n, 1n, 0n), 10n ** 12n).parts).toMatchObject([{ height: 1.5, tone: 'var(--series-2)' }]);
});

it('is as high as the whole, however it is divided', () => {
  const part = fc.bigInt({ min: 0n, max: 10n ** 15n });
  fc.assert(
    fc.property(part, part, part, (a, b, c) => {
      const top = 3n * 10n ** 15n;
      const divided = only(aBar(a, b, c), top);
      expect(divided.height).toBeCloseTo(only(aBar(a + b + c, 0n, 0n), top).height, 6);
      expect(divided.height).toBeLessThanOrEqual(PLOT_HEIGHT);
    }),
  );
});

it('is as wide as there is room, until the bars would be too thin', () => {
  const bars = (count: number) => Array.from({ length: count }, () => aBar(1n, 0n, 0n));
  expect(draw({ bars: bars(3), series: SERIES }, amount('1'), 600).width).toBe(600);
  expect(draw({ bars: bars(400), series: SERIES }, amount('1'), 600).width).toBe(400 * 14);
});

it('leaves out labels that would touch', () => {
  expect(labelStep(64, ['Nov 3'])).toBe(1);
  expect(labelStep(14, ['Nov 24'])).toBe(5);
});
