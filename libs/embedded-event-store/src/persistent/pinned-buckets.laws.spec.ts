// Whoever comes and goes: a kind of event is somebody's as long as there is anybody, never two consumers' at once, and
// when somebody comes nobody keeps more than an equal share.

import fc from 'fast-check';
import { PinnedBuckets } from './pinned-buckets.js';

type Step =
  | { readonly kind: 'join' | 'leave' | 'finish'; readonly who: number }
  | { readonly kind: 'give'; readonly pin: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('join' as const), who: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('leave' as const), who: fc.nat(6) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('finish' as const), who: fc.nat(6) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom('give' as const), pin: fc.nat(40) }) },
);

/** Consumers, with the kinds of the events that they have. */
class Life {
  readonly buckets = new PinnedBuckets();
  readonly holding = new Map<string, string[]>();

  live(step: Step): void {
    if (step.kind === 'give') this.give(`pin ${step.pin}`);
    else this[step.kind](`consumer ${step.who}`);
    expect(new Set(this.buckets.owned.keys())).toEqual(new Set(this.holding.keys()));
  }

  private join(consumer: string): void {
    if (this.holding.has(consumer)) return;
    const before = [...this.buckets.owned.values()].reduce((one, other) => one + other, 0);
    this.holding.set(consumer, []);
    this.buckets.join(consumer);
    const { owned } = this.buckets;
    expect([...owned.values()].reduce((one, other) => one + other, 0)).toBe(before);
    const others = [...owned].filter(([name]) => name !== consumer).map(([, count]) => count);
    expect(Math.max(0, ...others)).toBeLessThanOrEqual(Math.ceil(before / owned.size));
  }

  private leave(consumer: string): void {
    for (const pin of this.holding.get(consumer) ?? []) this.buckets.tookBack(pin);
    if (this.holding.delete(consumer)) this.buckets.leave(consumer);
  }

  private finish(consumer: string): void {
    const pin = this.holding.get(consumer)?.shift();
    if (pin !== undefined) this.buckets.tookBack(pin);
  }

  private give(pin: string): void {
    const consumer = this.buckets.consumerFor(pin);
    const others = [...this.holding].filter(([name, pins]) => name !== consumer && pins.includes(pin));
    if (consumer === null) {
      const isIdle = [...this.holding.values()].every(({ length }) => length === 0);
      expect(isIdle && this.holding.size > 0).toBe(false);
      return;
    }
    expect(others).toEqual([]);
    this.buckets.gave(pin);
    this.holding.get(consumer)?.push(pin);
    expect(this.buckets.consumerFor(pin)).toBe(consumer);
  }
}

it('keeps to its laws in every life', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
      const life = new Life();
      for (const each of steps) life.live(each);
    }),
    { numRuns: 1_000 },
  );
});

const pins = Array.from({ length: 300 }, (_, index) => `stream-${index}`);
const ownersOf = (buckets: PinnedBuckets) => pins.map((pin) => buckets.consumerFor(pin));

it('deals out what is new in equal shares', () => {
  const buckets = new PinnedBuckets();
  for (const consumer of ['one', 'two', 'three']) buckets.join(consumer);
  ownersOf(buckets);
  const shares = [...buckets.owned.values()];
  expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
});

it('moves to whoever comes no more than their share, and of who goes only what was theirs', () => {
  const buckets = new PinnedBuckets();
  buckets.join('one');
  buckets.join('two');
  const before = ownersOf(buckets);
  buckets.join('three');
  const after = ownersOf(buckets);
  const moved = after.filter((owner, index) => owner !== before[index]);
  expect(new Set(moved)).toEqual(new Set(['three']));
  expect(buckets.owned.get('three')).toBeGreaterThanOrEqual(Math.floor(sum(buckets) / 3) - 1);
  buckets.leave('one');
  const last = ownersOf(buckets);
  const isStill = (owner: string | null, index: number) => after[index] === 'one' || owner === after[index];
  expect(last.every(isStill)).toBe(true);
  expect(new Set(last)).toEqual(new Set(['two', 'three']));
});

const sum = ({ owned }: PinnedBuckets) => [...owned.values()].reduce((one, other) => one + other, 0);
