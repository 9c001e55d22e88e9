import { formatAmount, microTokens } from '#libs/ledger';
import fc from 'fast-check';
import { rowReader } from './column-mapping.js';
import { ImportSummary } from './import-summary.js';

/** Up to what a JS number cannot hold any more, with all six decimals. */
const units = fc.bigInt({ min: 0n, max: 10n ** 23n }).map(microTokens);

it('adds up the units of all columns and all rows without losing a millionth', () => {
  const rows = fc
    .integer({ min: 1, max: 6 })
    .chain((columns) =>
      fc.array(fc.array(units, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 50 }),
    );
  fc.assert(
    fc.property(rows, (sample) => {
      const names = sample[0]?.map((_, index) => `units ${index}`) ?? [];
      const value = { value: 'x' };
      const read = rowReader({ account: value, model: value, feature: value, units: names }, names);
      const summary = new ImportSummary();
      for (const row of sample) {
        const usage = read(row.map(formatAmount));
        if (!('units' in usage)) throw new Error(usage.reason);
        summary.countRead(usage);
      }
      expect(summary.units).toBe(sample.flat().reduce((total: bigint, each) => total + each, 0n));
    }),
  );
});
