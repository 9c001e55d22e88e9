import fc from 'fast-check';
import { isRefusal } from '../decider/decider.js';
import { rates } from '../testing/account-samples.js';
import { amount, microTokens, sum, type TokenAmount } from '../tokens/index.js';
import type { AccountEvent, TokensConsumed } from './account.events.js';
import { accountDecider, type AccountCommand } from './account-decider.js';
import type { Account } from './account.js';
import { availableIn, balanceOf, type Allocation } from './allocation.js';
import { asOf } from './record-due.js';

/** Random histories of an account: commands with time passing between them, each decided on the state so far. */
const START = Date.parse('2026-01-01T00:00:00.000Z');
const MODELS = ['gpt-5-nano', 'text-embedding-3-small', 'claude-sonnet-4.5'];

interface Step {
  readonly minutes: number;
  readonly command: (index: number, now: Date) => AccountCommand;
}

const minutes = fc.integer({ min: 0, max: 600 });
const model = fc.constantFrom(...MODELS);
const tokens = fc.bigInt({ min: 1n, max: 5_000_000_000n }).map(microTokens);
const lifetimeMinutes = fc.option(fc.integer({ min: 1, max: 2_000 }));
const later = (now: Date, lifetime: number | null) =>
  lifetime ? new Date(now.getTime() + lifetime * 60_000) : null;

const grantStep = fc
  .record({ minutes, model, tokens, lifetimeMinutes, priority: fc.integer({ min: 0, max: 3 }) })
  .map((given): Step => ({
    minutes: given.minutes,
    command: (index, now) => ({
      type: 'GrantTokens',
      grantId: `grant-${index}`,
      model: given.model,
      amount: given.tokens,
      source: 'bonus',
      priority: given.priority,
      expiresAt: later(now, given.lifetimeMinutes),
      reason: null,
    }),
  }));

const consumeStep = fc
  .record({
    minutes,
    model,
    units: fc.bigInt({ min: 0n, max: 3_000n }),
    perUnit: fc.constantFrom('2.5', '0.000001', '2'),
  })
  .map((given): Step => ({
    minutes: given.minutes,
    command: (index) => ({
      type: 'ConsumeTokens',
      operationId: `operation-${index}`,
      model: given.model,
      feature: 'ai_bots',
      quantity: { units: microTokens(given.units * 1_000_000n) },
      rates: rates(given.perUnit),
    }),
  }));

const purchaseStep = fc.record({ minutes, tokens, lifetimeMinutes }).map((given): Step => ({
  minutes: given.minutes,
  command: (index, now) => ({
    type: 'CreditPurchase',
    purchaseId: `purchase-${index % 7}`,
    packageName: 'Bundle',
    items: MODELS.map((each) => ({
      grantId: `purchase-${index}-${each}`,
      model: each,
      amount: given.tokens,
      priority: 2,
      expiresAt: later(now, given.lifetimeMinutes),
    })),
  }),
}));

const otherStep = fc
  .record({ minutes, model, unlimited: fc.constantFrom(null, true, false) })
  .map((given): Step => ({
    minutes: given.minutes,
    command: () =>
      given.unlimited === null
        ? { type: 'RecordDue' }
        : { type: 'SetUnlimited', model: given.model, unlimited: given.unlimited },
  }));

const history = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: grantStep },
    { weight: 6, arbitrary: consumeStep },
    { weight: 1, arbitrary: purchaseStep },
    { weight: 1, arbitrary: otherStep },
  ),
  { minLength: 1, maxLength: 60 },
);

interface Moment {
  readonly before: Account;
  readonly after: Account;
  readonly events: readonly AccountEvent[];
  readonly now: Date;
}

function play(steps: readonly Step[]): readonly Moment[] {
  let account = accountDecider.initialState;
  let now = START;
  return steps.map((step, index) => {
    now += step.minutes * 60_000;
    const at = new Date(now);
    const decision = accountDecider.decide(step.command(index, at), account, at);
    const events = isRefusal(decision) ? [] : decision;
    const before = account;
    account = events.reduce((state, event) => accountDecider.evolve(state, event), account);
    return { before, after: account, events, now: at };
  });
}

const always = (law: (moments: readonly Moment[]) => void) =>
  fc.assert(
    fc.property(history, (steps) => law(play(steps))),
    { numRuns: 1_000 },
  );

const allocationsOf = (moments: readonly Moment[]) =>
  moments.flatMap(({ after, now }) =>
    [...asOf(after, now).allocations.values()].map((allocation) => ({ allocation })),
  );

const aDayAfter = (moments: readonly Moment[]) =>
  moments.slice(-1).map((last) => ({ ...last, now: new Date(last.now.getTime() + 86_400_000) }));

const consumptionsOf = (moments: readonly Moment[]) =>
  moments.flatMap(({ before, after, events, now }) =>
    events
      .filter((event): event is TokensConsumed => event.type === 'TokensConsumed')
      .map(({ data }) => ({
        data,
        before: asOf(before, now).allocations.get(data.model),
        after: after.allocations.get(data.model),
      })),
  );

it('keeps granted = available + held + spent + expired + revoked, no term negative, at every moment', () => {
  always((moments) => {
    for (const { allocation } of allocationsOf(moments)) {
      const { granted, ...terms } = balanceOf(allocation);
      expect(sum(Object.values(terms))).toBe(granted);
      for (const term of Object.values(terms)) expect(term).toBeGreaterThanOrEqual(0n);
    }
  });
});

it('keeps the invariant at any later moment too, before an expiry is recorded', () => {
  always((moments) => {
    for (const { allocation } of allocationsOf(aDayAfter(moments))) {
      const { granted, ...terms } = balanceOf(allocation);
      expect(sum(Object.values(terms))).toBe(granted);
    }
  });
});

it('charges exactly what the receipt says, drawn from grants that hold it', () => {
  always((moments) => {
    for (const { data, before, after } of consumptionsOf(moments)) {
      if (!before || !after) throw new Error('A consumption needs an allocation.');
      expect(amount(data.units) * amount(data.rate)).toBe(amount(data.tokens) * 1_000_000n);
      const drawn = sum(data.drawn.map((draw) => amount(draw.tokens)));
      expect(drawn).toBe(data.unlimited ? 0n : amount(data.tokens));
      expect(availableIn(before)).toBe(amount(data.balanceBefore));
      expect(availableIn(after)).toBe(amount(data.balanceAfter));
      expect(amount(data.balanceBefore) - amount(data.balanceAfter)).toBe(drawn);
    }
  });
});

it('never draws from a grant while one that comes before it in the order still holds tokens', () => {
  always((moments) => {
    for (const { data, before, after } of consumptionsOf(moments)) {
      const lastDrawn = data.drawn.at(-1)?.grantId;
      if (!before || !after || !lastDrawn) continue;
      const order = alive(before);
      const emptied = order.slice(0, order.indexOf(lastDrawn));
      const left = alive(after);
      expect(left.filter((grantId) => emptied.includes(grantId))).toEqual([]);
    }
  });
});

it('reaches the same state by evolving the events from the start', () => {
  always((moments) => {
    const events = moments.flatMap((moment) => moment.events);
    const stored = JSON.parse(JSON.stringify(events)) as AccountEvent[]; // as they come back from the log
    const replayed = stored.reduce(accountDecider.evolve, accountDecider.initialState);
    expect(replayed).toEqual(moments.at(-1)?.after);
  });
});

it('has spent and been granted what a naive sum of its events says', () => {
  always((moments) => {
    const events = moments.flatMap((moment) => moment.events);
    for (const each of MODELS) {
      const spent = naiveSum(events, (event) =>
        event.type === 'TokensConsumed' && event.data.model === each && !event.data.unlimited
          ? [event.data.tokens]
          : [],
      );
      const entered = naiveSum(events, (event) => enteredInto(event, each));
      const allocation = moments.at(-1)?.after.allocations.get(each);
      expect(allocation?.spent ?? 0n).toBe(spent);
      expect(allocation?.granted ?? 0n).toBe(entered);
    }
  });
});

/** Ids of the grants that count, in the documented order, computed from scratch. */
function alive(allocation: Allocation): readonly string[] {
  const time = (date: Date | null) => date?.getTime() ?? Infinity;
  return [...allocation.grants]
    .sort(
      (a, b) =>
        a.priority - b.priority ||
        (time(a.expiresAt) < time(b.expiresAt)
          ? -1
          : time(a.expiresAt) > time(b.expiresAt)
            ? 1
            : a.sequence - b.sequence),
    )
    .map((grant) => grant.grantId);
}

function enteredInto(event: AccountEvent, each: string): readonly string[] {
  if (event.type === 'TokensGranted') return event.data.model === each ? [event.data.amount] : [];
  if (event.type !== 'TokensPurchased') return [];
  return event.data.items.filter((item) => item.model === each).map((item) => item.amount);
}

function naiveSum(
  events: readonly AccountEvent[],
  pick: (event: AccountEvent) => readonly string[],
): TokenAmount {
  return sum(events.flatMap((event) => [...pick(event)]).map(amount));
}
