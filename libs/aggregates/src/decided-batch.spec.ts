import { CHAIN_START, chainHash } from '#libs/event-store';
import { accountKind } from './aggregate-kinds.js';
import { decideBatch } from './decided-batch.js';
import { noOperations, remember } from './remembered-operations.js';
import { consume, grant, NOW } from './testing/account-commands.js';

const fresh = () => ({
  state: accountKind.decider.initialState,
  revision: -1n,
  lastHash: CHAIN_START,
  operations: noOperations(),
  snapshotRevision: -1n,
});
const moment = { now: NOW, olderOperations: new Map() };

it('decides every command on the state that the ones before it leave', () => {
  const batch = decideBatch(
    accountKind,
    [grant('a', '10'), consume('b', '6'), consume('c', '6'), consume('d', '4')],
    fresh(),
    moment,
  );
  expect(batch.verdicts.map((verdict) => verdict.kind)).toEqual(['decided', 'decided', 'refused', 'decided']);
  expect(batch.appends.map((event) => event.type)).toEqual([
    'TokensGranted',
    'TokensConsumed',
    'TokensConsumed',
    'BalanceThresholdCrossed',
    'BalanceThresholdCrossed',
    'BalanceThresholdCrossed',
  ]);
  expect(batch.verdicts[2]).toMatchObject({
    refusal: { code: 'insufficient-tokens', available: '4', needed: '6' },
  });
});

it('carries out an operation once that stands in the batch twice', () => {
  const batch = decideBatch(accountKind, [grant('a', '10'), grant('a', '10')], fresh(), moment);
  expect(batch.verdicts.map((verdict) => verdict.kind)).toEqual(['decided', 'repeats']);
  expect(batch.appends).toHaveLength(1);
});

it('refuses an operation id that stands in the batch with another body', () => {
  const batch = decideBatch(accountKind, [grant('a', '10'), grant('a', '11')], fresh(), moment);
  expect(batch.verdicts.map((verdict) => verdict.kind)).toEqual(['decided', 'reused']);
});

it('recognizes an operation that it remembers and one that the index knows', () => {
  const aggregate = fresh();
  const { requestHash } = grant('a', '10').operation;
  remember(aggregate.operations, { operationId: 'a', requestHash, revision: 3n, position: 9n }, 10);
  const older = new Map([['b', { requestHash, firstRevision: 1n, lastRevision: 1n }]]);
  const requests = [grant('a', '10'), grant('b', '10'), grant('b', '11')];
  const batch = decideBatch(accountKind, requests, aggregate, { now: NOW, olderOperations: older });
  expect(batch.verdicts.map((verdict) => verdict.kind)).toEqual(['done-before', 'done-before', 'reused']);
  expect(batch.appends).toEqual([]);
});

it('chains every event to its predecessor, and gives an append that is sent again the same ids', () => {
  const requests = [grant('a', '10'), consume('b', '6')];
  const batch = decideBatch(accountKind, requests, fresh(), moment);
  let previous = CHAIN_START;
  for (const [index, { type, data, metadata }] of batch.appends.entries()) {
    previous = chainHash(previous, {
      streamName: 'account-alice',
      revision: BigInt(index),
      type,
      data,
      metadata,
    });
    expect(metadata['hash']).toBe(previous);
  }
  expect(batch.lastHash).toBe(previous);
  const again = decideBatch(accountKind, requests, fresh(), moment);
  expect(again.appends.map((event) => event.id)).toEqual(batch.appends.map((event) => event.id));
});

it('gives the same operation another id when it is decided at another moment', () => {
  const decided = (now: Date) =>
    decideBatch(accountKind, [grant('a', '10')], fresh(), { ...moment, now }).appends[0]?.id;
  expect(decided(NOW)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(decided(new Date(NOW.getTime() + 1))).not.toBe(decided(NOW));
});

it('forgets the oldest operations first and says how far', () => {
  const operations = noOperations();
  for (const [index, operationId] of ['a', 'b', 'c'].entries()) {
    const place = BigInt(index);
    remember(operations, { operationId, requestHash: 'hash', revision: place, position: place * 10n }, 2);
  }
  expect([...operations.latest.keys()]).toEqual(['b', 'c']);
  expect(operations.forgottenThrough).toBe(0n);
});

it('lets a command that makes the ledger throw fail alone, and leaves nothing of it', () => {
  const faulty = {
    ...accountKind,
    decider: {
      ...accountKind.decider,
      evolve: (...[account, event]: Parameters<typeof accountKind.decider.evolve>) => {
        if (event.type === 'TokensConsumed' && event.data.operationId === 'bad')
          throw new RangeError('a bug');
        return accountKind.decider.evolve(account, event);
      },
    },
  };
  const requests = [grant('a', '10'), consume('b', '1'), consume('bad', '2'), consume('c', '3')];
  const batch = decideBatch(faulty, requests, fresh(), moment);
  expect(batch.verdicts.map((verdict) => verdict.kind)).toEqual(['decided', 'decided', 'failed', 'decided']);
  const sound = decideBatch(
    accountKind,
    requests.filter(({ operation }) => operation.operationId !== 'bad'),
    fresh(),
    moment,
  );
  expect(batch.appends).toEqual(sound.appends);
  expect([batch.state, batch.lastHash]).toEqual([sound.state, sound.lastHash]);
});
