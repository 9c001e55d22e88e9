// Whatever consumers do and however long it takes: an event is never lost, never with two consumers at once, no consumer
// gets more than it has room for, no checkpoint passes an event that is not finished. See `GroupLife`.

import fc from 'fast-check';
import { GroupLife } from '../testing/group-life.js';
import type { Step } from '../testing/group-step.js';
import type { NackAction } from './group-io.js';
import { consumerStrategies, type ConsumerStrategy, type GroupSettings } from './group-settings.js';

const small = fc.nat(3);
const kind = <Kind extends Step['kind']>(...kinds: Kind[]) => fc.constantFrom(...kinds);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: kind('arrive'),
      pin: small,
      repeats: fc.nat(19).map((number) => number === 0),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: kind('ack'), who: small, which: small }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kind('nack'),
      who: small,
      which: small,
      action: fc.constantFrom<NackAction>('park', 'retry', 'retry', 'skip'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind('connect'), slots: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 5, arbitrary: fc.record({ kind: kind('pass', 'park-written', 'checkpoint-written', 'replay') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('checkpoint-lost') }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('leave', 'pause', 'resume'), who: small }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('ack-unknown'), who: small, number: small }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('wait'), ms: fc.nat(300) }) },
);
const life = fc.array(step, { minLength: 20, maxLength: 150, size: 'max' });

const settings = (strategy: ConsumerStrategy): fc.Arbitrary<GroupSettings> =>
  fc.record({
    startFrom: fc.constant(0n),
    resolvesLinks: fc.constant(false),
    extraStatistics: fc.constant(false),
    messageTimeoutMs: fc.constantFrom(0, 100, 500),
    maxRetryCount: small,
    checkpointAfterMs: fc.constantFrom(0, 200),
    minCheckpointCount: fc.integer({ min: 1, max: 4 }),
    maxCheckpointCount: fc.integer({ min: 0, max: 8 }),
    maxSubscriberCount: fc.constant(0),
    liveBufferSize: fc.integer({ min: 0, max: 6 }),
    readBatchSize: fc.integer({ min: 1, max: 3 }),
    historyBufferSize: fc.integer({ min: 1, max: 6 }),
    strategy: fc.constant(strategy),
  });

it.each(consumerStrategies)('keeps to its laws in every life: %s', (strategy) => {
  fc.assert(
    fc.property(settings(strategy), life, (rules, steps) => {
      const group = new GroupLife(rules);
      for (const each of steps) group.live(each);
      // Were the node to stop here, it would begin again after the checkpoint: with all that is not finished.
      for (const { event, isReplay } of group.unfinished) {
        if (!isReplay && event.at <= group.checkpoint) throw new Error(`${event.id} is lost`);
      }
      group.finish();
      expect(group.unfinished).toEqual([]);
      expect(group.group.state).toMatchObject({ buffered: 0, retrying: 0, inFlight: 0 });
      expect(group.group.state.done).toBe(group.group.arrived);
      expect(group.group.isFull).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

it('gives to whoever comes what nobody works on, and to the others what they have begun: Pinned', () => {
  const rules = {
    ...fc.sample(settings('Pinned'), { numRuns: 1, seed: 1 })[0],
    historyBufferSize: 100,
    readBatchSize: 1,
  } as GroupSettings;
  const group = new GroupLife({ ...rules, messageTimeoutMs: 0 });
  const arrive = () => [0, 1, 2, 3].forEach((pin) => group.live({ kind: 'arrive', pin, repeats: false }));
  group.live({ kind: 'connect', slots: 100 });
  arrive();
  group.live({ kind: 'connect', slots: 100 });
  arrive();
  expect(group.inFlight).toHaveLength(6); // two kinds wait until the first consumer is done with them
  for (const _each of [1, 2, 3, 4]) group.live({ kind: 'ack', who: 0, which: 0 });
  const held = group.group.state.consumers.map(({ inFlight }) => inFlight);
  expect(held).toEqual([2, 2]);
});

it('keeps the order with one consumer, whoever comes and goes', () => {
  const quiet = fc.array(
    fc.oneof(
      fc.record({ kind: kind('arrive'), pin: small, repeats: fc.constant(false) }),
      fc.record({ kind: kind('ack'), who: fc.constant(0), which: fc.constant(0) }),
      fc.record({ kind: kind('leave'), who: fc.constant(0) }),
    ),
    { maxLength: 100, size: 'max' },
  );
  fc.assert(
    fc.property(settings('DispatchToSingle'), quiet, (rules, steps) => {
      const group = new GroupLife({ ...rules, messageTimeoutMs: 0, maxRetryCount: 1_000 });
      for (const each of steps) {
        group.live(each);
        if (each.kind === 'leave' || group.group.state.consumers.length === 0) {
          group.live({ kind: 'connect', slots: 3 });
        }
        const given = [...group.inFlight, ...group.waiting].map(({ sequence }) => sequence);
        const isInOrder = given.every((sequence, index) => index === 0 || sequence > (given[index - 1] ?? 0));
        if (!isInOrder) throw new Error(`They were given out as ${given.join()}.`);
      }
    }),
    { numRuns: 500 },
  );
});
