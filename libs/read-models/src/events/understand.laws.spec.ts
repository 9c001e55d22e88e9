import { amount, type AccountCommand, type OveragePolicy, type TokenAmount } from '#libs/ledger';
import fc from 'fast-check';
import { LedgerHistory } from '../testing/ledger-history.js';
import { understand } from './understand.js';

/** Whatever the ledger writes, the read models must be able to take in: one event that they refuse stops them. */
const MOST = '999999999999999999.999999';
const NOW = Date.parse('2026-01-01T00:00:00Z');
const MODEL = 'gpt-5-nano';

const extreme = fc.constantFrom(
  '0',
  '0.000001',
  '1',
  '0.5',
  '500000000000000000',
  '999999999999999999',
  MOST,
);
const tokens: fc.Arbitrary<TokenAmount> = extreme.map(amount);
const policy = fc.constantFrom<OveragePolicy>('reject', 'cap', 'overdraft');

type Make = (id: string, now: Date) => AccountCommand;
const use = (id: string, units: TokenAmount, history: LedgerHistory) => ({
  operationId: id,
  model: MODEL,
  feature: 'ai_bots',
  quantity: { units },
  rates: history.ratesOf('ai_bots'),
});

function anyCommand(history: LedgerHistory): fc.Arbitrary<Make> {
  const lifetime = { ttlSeconds: 60, ttlSecondsMax: 3_600 };
  const earlier = fc.nat(9).map((index) => `id-${index}`);
  const adjust = fc.record({ tokens, direction: fc.constantFrom('up' as const, 'down' as const) });
  return fc.oneof(
    tokens.map((amount): Make => (grantId) => ({
      ...{ type: 'GrantTokens', grantId, model: MODEL, amount, source: 'bonus', priority: 1 },
      ...{ expiresAt: null, reason: null },
    })),
    tokens.map((units): Make => (id) => ({ type: 'ConsumeTokens', ...use(id, units, history) })),
    fc.record({ units: tokens, policy }).map(({ units, policy: overagePolicy }): Make => (id) => ({
      ...{ type: 'ReserveTokens', ...use(id, units, history), overagePolicy, ...lifetime },
    })),
    fc.record({ units: tokens, holdId: earlier }).map(({ units, holdId }): Make => (operationId) => ({
      ...{ type: 'SettleHold', operationId, holdId, quantity: { units } },
    })),
    adjust.map((how): Make => (operationId) => ({
      ...{ type: 'AdjustBalance', operationId, model: MODEL, reason: 'x', ...how },
    })),
    tokens.map((limit): Make => () => ({ type: 'SetOverdraftLimit', model: MODEL, limit })),
    fc.boolean().map((unlimited): Make => () => ({ type: 'SetUnlimited', model: MODEL, unlimited })),
  );
}

it('understands every event that can be decided, however large its figures', () => {
  const rate = fc.constantFrom('0.000001', '1', '2', MOST).map(amount);
  fc.assert(
    fc.property(rate, fc.integer(), (tokensPerUnit, seed) => {
      const history = new LedgerHistory();
      const now = new Date(NOW);
      const terms = { feature: 'ai_bots', name: 'AI Bots', unit: 'word', effectiveFrom: null };
      history.rate({ ...terms, tokensPerUnit }, now);
      for (const [step, make] of fc.sample(anyCommand(history), { numRuns: 10, seed }).entries()) {
        history.account('acc-1', make(`id-${step}`, now), new Date(NOW + step * 1_000));
      }
      for (const event of history.events) expect(understand(event)).not.toBeNull();
    }),
    { numRuns: 1_000 },
  );
});
