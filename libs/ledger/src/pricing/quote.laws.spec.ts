import fc from 'fast-check';
import type { TokensOffer } from '../package/package.events.js';
import { amount } from '../tokens/index.js';
import { discountPercent, quote } from './quote.js';

const usd = (minorUnits: number | bigint) =>
  ({ minorUnits: minorUnits.toString(), currency: 'USD' }) as const;

/** Prices that fall from tier to tier, as they do where buying more is cheaper; 2,001 units come to no more than a purchase can. */
const offers = fc
  .record({
    first: fc.integer({ min: 100, max: 49_000 }),
    steps: fc.array(
      fc.record({ after: fc.integer({ min: 1, max: 200 }), less: fc.integer({ min: 0, max: 30 }) }),
      {
        maxLength: 5,
      },
    ),
    tokensPerUnit: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  })
  .map(({ first, steps, tokensPerUnit }): TokensOffer => {
    const tiers = [{ fromUnits: 1, unitPrice: usd(first) }];
    let [from, price] = [1, first];
    for (const { after, less } of steps) {
      [from, price] = [from + after, Math.max(1, price - less)];
      tiers.push({ fromUnits: from, unitPrice: usd(price) });
    }
    const micro = tokensPerUnit.toString().padStart(7, '0');
    return {
      kind: 'tokens',
      model: 'gpt-5-nano',
      tokensPerUnit: `${micro.slice(0, -6)}.${micro.slice(-6)}`,
      unitsMin: 1,
      unitsMax: 2_000,
      tiers,
      expiresAfterDays: null,
    };
  });
const units = fc.integer({ min: 1, max: 2_000 });
const RUNS = { numRuns: 2_000 };

/** Unit by unit, as somebody would with pencil and paper. */
function addedUp({ tiers }: TokensOffer, bought: number): bigint {
  let price = 0n;
  for (let unit = 1; unit <= bought; unit += 1) {
    const tier = tiers.filter(({ fromUnits }) => fromUnits <= unit).at(-1);
    price += BigInt(tier?.unitPrice.minorUnits ?? 0);
  }
  return price;
}

function priceOf(offer: TokensOffer, bought: number): bigint {
  return BigInt(quote(offer, bought)?.price.minorUnits ?? 0);
}

it('costs what its units cost one by one, each at the price of its own tier', () => {
  fc.assert(
    fc.property(offers, units, (offer, bought) => {
      expect(quote(offer, bought)?.price).toEqual(usd(addedUp(offer, bought)));
    }),
    { numRuns: 500 },
  );
});

it('never costs less for more, and never more than the list price', () => {
  fc.assert(
    fc.property(offers, units, (offer, bought) => {
      const more = { ...offer, unitsMax: 2_001 };
      expect(priceOf(more, bought + 1)).toBeGreaterThan(priceOf(offer, bought));
      expect(BigInt(quote(offer, bought)?.listPrice.minorUnits ?? 0)).toBeGreaterThanOrEqual(
        priceOf(offer, bought),
      );
    }),
    RUNS,
  );
});

it('gives exactly as many tokens as its units hold', () => {
  fc.assert(
    fc.property(offers, units, (offer, bought) => {
      const [item] = quote(offer, bought)?.items ?? [];
      expect(amount(item?.tokens ?? '0')).toBe(amount(offer.tokensPerUnit) * BigInt(bought));
    }),
    RUNS,
  );
});

it('promises no more discount than it gives', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 8n }),
      fc.bigInt({ min: 0n, max: 10n ** 8n }),
      (price, off) => {
        const percent = BigInt(discountPercent({ price: usd(price), listPrice: usd(price + off) }));
        expect(percent * (price + off)).toBeLessThanOrEqual(off * 100n);
        expect((percent + 1n) * (price + off)).toBeGreaterThan(off * 100n);
      },
    ),
    RUNS,
  );
});

it.each([0, -1, 1.5, NaN, Infinity, 2_001])('is not sold in a quantity of %d', (bought) => {
  const [offer] = fc.sample(offers, 1);
  expect(offer && quote(offer, bought)).toBeNull();
});
