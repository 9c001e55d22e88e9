import type { UsageByPeriod } from '#libs/contract';
import { amount, formatAmount, microTokens, sum } from '#libs/ledger/tokens';
import fc from 'fast-check';
import { usageChart } from './usage-chart-data.js';

const drawn = {
  by: 'day',
  asked: { from: '', to: '' },
  today: '2026-01-02',
  at: '2026-01-01',
  hrefOf: (start: string) => `?at=${start}`,
} as const;

/** Of days from the first of January on, each with the tokens of its models. */
function summed(days: readonly (readonly bigint[])[]): UsageByPeriod {
  const models = days[0]?.map((_, index) => `model-${index}`) ?? [];
  const figures = (parts: readonly bigint[]) => ({
    tokens: formatAmount(sum(parts.map(microTokens))),
    operations: parts.length,
    parts: models.map((key, index) => ({
      ...{ key, name: key.toUpperCase(), operations: 1 },
      tokens: formatAmount(microTokens(parts[index] ?? 0n)),
    })),
  });
  const all = models.map((_, index) => days.reduce((total, day) => total + (day[index] ?? 0n), 0n));
  return {
    zone: 'UTC',
    periods: days.map((parts, index) => ({ start: `2026-01-0${index + 1}`, ...figures(parts) })),
    total: figures(all),
    hasEarlier: false,
    asOf: { position: '1', at: '2026-01-02T00:00:00Z' },
  };
}

it('has a series for each of the six largest, and one for what is left over', () => {
  const chart = usageChart(summed([[8n, 7n, 6n, 5n, 4n, 3n, 2n, 1n]]), drawn);
  expect(chart.series.map(({ name, tone }) => [name, tone])).toEqual([
    ...[0, 1, 2, 3, 4, 5].map((index) => [`MODEL-${index}`, index + 1]),
    ['Other', null],
  ]);
  expect(chart.bars[0]?.parts).toEqual([8n, 7n, 6n, 5n, 4n, 3n, 3n]);
});

it('has no series for what is left over when nothing is', () => {
  expect(usageChart(summed([[2n, 1n]]), drawn).series).toHaveLength(2);
  expect(usageChart(summed([[]]), drawn)).toMatchObject({ series: [], bars: [{ tokens: 0n }] });
});

it('knows which bar is chosen, which is not over, and where each leads', () => {
  const { bars } = usageChart(summed([[1n], [1n]]), drawn);
  expect(bars.map(({ isChosen, isIncomplete, href }) => [isChosen, isIncomplete, href])).toEqual([
    [true, false, '?at=2026-01-01'],
    [false, true, '?at=2026-01-02'],
  ]);
});

it('has parts that add up to each bar, and series that add up to all, whatever was used', () => {
  const models = fc.integer({ min: 1, max: 12 });
  const days = models.chain((count) =>
    fc.array(fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: count, maxLength: count }), {
      minLength: 1,
      maxLength: 9,
    }),
  );
  fc.assert(
    fc.property(days, (used) => {
      const given = summed(used);
      const { series, bars } = usageChart(given, drawn);
      for (const bar of bars) expect(sum([...bar.parts])).toBe(bar.tokens);
      expect(sum(series.map(({ tokens }) => tokens))).toBe(amount(given.total.tokens));
    }),
  );
});
