import fc from 'fast-check';
import { isRefusal } from '../decider/decider.js';
import { amount } from '../tokens/index.js';
import { topUpDecider, type TopUpCommand } from './top-up-decider.js';
import { topUpMonth } from './top-up-month.js';
import type { TopUpEvent } from './top-up.events.js';

const CAP = 5_000n;
const usd = (minorUnits: bigint) => ({ minorUnits: minorUnits.toString(), currency: 'USD' }) as const;

type Step = (index: number, now: Date, latest: string) => TopUpCommand;

const accountId = 'acc-1';
const configured = (enabled: boolean): TopUpCommand => ({
  type: 'ConfigureTopUp',
  accountId,
  settings: {
    enabled,
    model: 'gpt-5-nano',
    threshold: '500',
    packageId: 'nano',
    units: 1,
    monthlyCap: usd(CAP),
    cooldownMinutes: 60,
  },
});
const configure = fc.boolean().map<Step>((enabled) => () => configured(enabled));
const begin = fc
  .record({
    price: fc.bigInt({ min: 1n, max: 3_000n }),
    available: fc.constantFrom('0', '499.999999', '500'),
    // The zone of an account may change at any time, and with it the month.
    zone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Etc/GMT+12'),
  })
  .map<Step>(({ price, available, zone }) => (index, now) => ({
    type: 'BeginTopUp',
    accountId,
    purchaseId: `p-${index}`,
    price: usd(price),
    available: amount(available),
    month: topUpMonth(zone, now),
  }));
const end = fc
  .constantFrom('completed' as const, 'failed' as const, 'expired' as const)
  .map<Step>((outcome) => (_index, _now, purchaseId) => ({
    type: 'EndTopUp',
    accountId,
    purchaseId,
    outcome,
  }));
const step = fc.oneof(
  { weight: 1, arbitrary: configure },
  { weight: 6, arbitrary: begin },
  { weight: 5, arbitrary: end },
);
const histories = fc.array(fc.record({ hours: fc.integer({ min: 0, max: 72 }), step }), {
  minLength: 10,
  maxLength: 80,
  size: 'max',
});

function play(history: readonly { hours: number; step: Step }[]): readonly TopUpEvent[][] {
  const events: TopUpEvent[] = [];
  const prefixes: TopUpEvent[][] = [];
  let state = topUpDecider.evolve(topUpDecider.initialState, {
    type: 'TopUpMethodSaved',
    data: { accountId, customer: 'cus-1', method: 'card-1', savedAt: '2026-01-25T00:00:00.000Z' },
  });
  let [now, latest] = [new Date('2026-01-25T00:00:00.000Z'), 'p-none'];
  const on: { hours: number; step: Step } = { hours: 0, step: () => configured(true) };
  for (const [index, { hours, step: commandOf }] of [on, ...history].entries()) {
    now = new Date(now.getTime() + hours * 3_600_000);
    const decision = topUpDecider.decide(commandOf(index, now, latest), state, now);
    if (isRefusal(decision)) continue;
    for (const event of decision) {
      if (event.type === 'TopUpBegun') latest = event.data.purchaseId;
      state = topUpDecider.evolve(state, event);
      events.push(event);
    }
    prefixes.push([...events]);
  }
  return prefixes;
}

/** Told from the events alone, without the state that decided them. */
function standing(events: readonly TopUpEvent[]) {
  const begun = events.flatMap((event) => (event.type === 'TopUpBegun' ? [event.data] : []));
  const outcomes = new Map(
    events.flatMap((event) =>
      event.type === 'TopUpEnded' ? [[event.data.purchaseId, event.data.outcome] as const] : [],
    ),
  );
  const open = begun.filter(({ purchaseId }) => !outcomes.has(purchaseId));
  const spent = new Map<string, bigint>();
  for (const { purchaseId, month, price } of begun) {
    const counts = (outcomes.get(purchaseId) ?? 'completed') === 'completed';
    if (counts) spent.set(month, (spent.get(month) ?? 0n) + BigInt(price.minorUnits));
  }
  return { open, spent };
}

it('has at most one in flight, and never more begun or completed in a month than its cap', () => {
  let begun = 0;
  fc.assert(
    fc.property(histories, (history) => {
      for (const events of play(history)) {
        const { open, spent } = standing(events);
        expect(open.length).toBeLessThanOrEqual(1);
        for (const total of spent.values()) expect(total <= CAP).toBe(true);
        begun += open.length;
      }
    }),
    { numRuns: 150 },
  );
  expect(begun).toBeGreaterThan(100); // the histories are not all refusals
});
