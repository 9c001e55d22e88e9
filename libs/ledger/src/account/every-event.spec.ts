import { everyAccountEvent } from '../testing/every-event.js';
import { amount, sum } from '../tokens/index.js';
import { accountDecider } from './account-decider.js';
import type { AccountEvent } from './account.events.js';
import { balanceOf } from './allocation.js';

const events = everyAccountEvent();
const { initialState, evolve } = accountDecider;

it('keeps the invariant after every event, whatever it is', () => {
  let account = initialState;
  for (const event of events) {
    account = evolve(account, event);
    for (const allocation of account.allocations.values()) {
      const { granted, ...terms } = balanceOf(allocation);
      expect(sum(Object.values(terms))).toBe(granted);
      for (const term of Object.values(terms)) expect(term).toBeGreaterThanOrEqual(0n);
    }
  }
});

it('says in `balanceAfter` what is available after the event', () => {
  let account = initialState;
  for (const event of events) {
    account = evolve(account, event);
    if (!('balanceAfter' in event.data)) continue;
    const allocation = account.allocations.get(event.data.model);
    if (!allocation) throw new Error(`${event.type} leaves no allocation.`);
    expect([event.type, balanceOf(allocation).available]).toEqual([
      event.type,
      amount(event.data.balanceAfter),
    ]);
  }
});

it('is the same state when it is read back from the log', () => {
  const stored = JSON.parse(JSON.stringify(events)) as AccountEvent[];
  expect(stored.reduce(evolve, initialState)).toEqual(events.reduce(evolve, initialState));
});

it('is refused by the account when it belongs to another stream', () => {
  const foreign = { type: 'RateChanged', data: {} } as unknown as AccountEvent; // as a broken log might have it
  expect(() => evolve(initialState, foreign)).toThrow(TypeError);
});
