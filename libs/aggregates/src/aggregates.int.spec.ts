import { chainHash, CHAIN_START, type EventStore } from '#libs/event-store';
import { openEmbeddedEventStore } from '#libs/embedded-event-store';
import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { accountKind } from './aggregate-kinds.js';
import { Aggregates, type AggregatesOptions } from './aggregates.js';
import { OperationIdReused } from './command-request.js';
import type { OperationLookup } from './operation-lookup.js';
import { PostgresSnapshots } from './postgres-snapshots.js';
import { noOperations, type PastOperation } from './remembered-operations.js';
import { consume, grant, NOW, reverse } from './testing/account-commands.js';

let database: TestDatabase;
let eventStore: EventStore;
let close: () => Promise<void>;

beforeEach(async () => {
  database = await createTestDatabase();
  const embedded = await openEmbeddedEventStore({ databaseUrl: database.url });
  eventStore = embedded.store;
  close = () => embedded.close();
});

afterEach(async () => {
  await close();
  await database.drop();
});

const writeSide = (options: Partial<AggregatesOptions> = {}) =>
  new Aggregates({ eventStore, clock: () => NOW, ...options });

async function eventsOf(streamName: string) {
  const events = [];
  for await (const event of eventStore.readStream(streamName)) events.push(event);
  return events;
}

/** Finds old operations by reading the whole stream. */
const lookupInTheLog = (): OperationLookup & { asked: number } => ({
  asked: 0,
  async find(streamName, operationIds) {
    this.asked += 1;
    const found = new Map<string, PastOperation>();
    for (const { metadata, revision } of await eventsOf(streamName)) {
      const { operationId, requestHash } = metadata as { operationId: string; requestHash: string };
      if (operationIds.includes(operationId)) {
        found.set(operationId, { requestHash, firstRevision: revision, lastRevision: revision });
      }
    }
    return found;
  },
  includes: () => Promise.resolve(true),
});

it('carries out the same command once that is sent 50 times at once, and answers all the same', async () => {
  const aggregates = writeSide();
  await aggregates.execute(accountKind, grant('grant', '100'));
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => aggregates.execute(accountKind, consume('once', '10'))),
  );
  const original = outcomes.find((outcome) => !outcome.refusal && !outcome.replayed);
  for (const outcome of outcomes) expect({ ...outcome, replayed: false }).toEqual(original);
  expect(outcomes.filter((outcome) => !outcome.refusal && !outcome.replayed)).toHaveLength(1);
  expect(await eventsOf('account-alice')).toHaveLength(2);
});

it('lets exactly 100 of 200 concurrent commands through when the balance covers 100', async () => {
  const aggregates = writeSide();
  await aggregates.execute(accountKind, grant('grant', '100'));
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      aggregates.execute(accountKind, consume(`operation-${index}`, '1')),
    ),
  );
  expect(outcomes.filter((outcome) => !outcome.refusal)).toHaveLength(100);
  expect(outcomes.find((outcome) => outcome.refusal)).toMatchObject({
    refusal: { code: 'insufficient-tokens' },
  });
  const consumed = (await eventsOf('account-alice')).filter(({ type }) => type === 'TokensConsumed');
  expect(consumed.at(-1)?.data).toMatchObject({ balanceAfter: '0' });
});

it('never overspends when two processes write to one account', async () => {
  const [one, other] = [writeSide(), writeSide()];
  await one.execute(accountKind, grant('grant', '100'));
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      (index % 2 ? one : other).execute(accountKind, consume(`operation-${index}`, '1')),
    ),
  );
  expect(outcomes.filter((outcome) => !outcome.refusal)).toHaveLength(100);
  const types = (await eventsOf('account-alice')).map(({ type }) => type);
  expect(types.filter((type) => type === 'TokensConsumed')).toHaveLength(100);
  expect(types.filter((type) => type === 'BalanceThresholdCrossed')).toHaveLength(3);
});

it('carries out a command once that two processes are sent at the same time', async () => {
  const [one, other] = [writeSide(), writeSide()];
  await one.execute(accountKind, grant('grant', '100'));
  const commands = Array.from({ length: 20 }, (_, index) => consume(`operation-${index}`, '1'));
  await Promise.all(
    commands.flatMap((each) => [one.execute(accountKind, each), other.execute(accountKind, each)]),
  );
  expect(await eventsOf('account-alice')).toHaveLength(21);
});

describe('what another process wrote since', () => {
  const remembering = async () => {
    const [one, other] = [writeSide(), writeSide()];
    await one.execute(accountKind, grant('grant', '100'));
    await other.execute(accountKind, consume('all', '100')); // both have the account in memory now
    await one.execute(accountKind, consume('nothing', '0'));
    return { one, other };
  };

  it('is looked at before anything is refused', async () => {
    const { one, other } = await remembering();
    await one.execute(accountKind, grant('more', '50'));
    expect(await other.execute(accountKind, consume('some', '10'))).toMatchObject({
      events: [{ event: { data: { balanceBefore: '50', balanceAfter: '40' } } }],
    });
  });

  it('makes a retry a replay, though memory alone would refuse it', async () => {
    const { one, other } = await remembering();
    await one.execute(accountKind, grant('more', '50'));
    const first = await one.execute(accountKind, consume('once', '10'));
    expect(await other.execute(accountKind, consume('once', '10'))).toEqual({ ...first, replayed: true });
  });

  it('is looked at when nothing can be decided without it', async () => {
    const { one, other } = await remembering();
    await one.execute(accountKind, grant('more', '50'));
    const consumed = await one.execute(accountKind, consume('once', '10'));
    if (consumed.refusal) throw new Error('The consumption was refused.');
    const [charge] = consumed.events;
    expect(await other.execute(accountKind, reverse('taken-back', charge?.event))).toMatchObject({
      refusal: null,
    });
  });
});

it('answers the receipt that is in the log when another process carried the command out a moment ago', async () => {
  const later = new Date(NOW.getTime() + 1_000);
  const [one, other] = [writeSide(), writeSide({ clock: () => later })];
  await one.execute(accountKind, grant('grant', '100'));
  await other.execute(accountKind, consume('warm-up', '1'));
  await one.execute(accountKind, consume('warm-up-too', '1'));
  await other.execute(accountKind, consume('and-again', '1')); // both have the account in memory now
  const first = await one.execute(accountKind, consume('once', '10'));
  expect(await other.execute(accountKind, consume('once', '10'))).toEqual({ ...first, replayed: true });
  const next = await other.execute(accountKind, consume('next', '1'));
  expect(next).toMatchObject({ events: [{ event: { data: { balanceBefore: '87' } } }] });
  let previous = CHAIN_START;
  for (const event of await eventsOf('account-alice')) {
    previous = chainHash(previous, event);
    expect(event.metadata['hash']).toBe(previous);
  }
});

it('answers a repeated command from the log after a restart, marked as a replay', async () => {
  const before = writeSide();
  await before.execute(accountKind, grant('grant', '100'));
  const first = await before.execute(accountKind, consume('once', '10'));
  await before.execute(accountKind, consume('another', '10'));
  const repeated = await writeSide().execute(accountKind, consume('once', '10'));
  expect(repeated).toEqual({ ...first, replayed: true });
});

it('refuses an operation id that comes back with another body', async () => {
  const aggregates = writeSide();
  await aggregates.execute(accountKind, grant('grant', '100'));
  await aggregates.execute(accountKind, consume('once', '10'));
  await expect(aggregates.execute(accountKind, consume('once', '11'))).rejects.toThrow(OperationIdReused);
});

it('recognizes operations that it no longer remembers, and asks the index only then', async () => {
  const operationLookup = lookupInTheLog();
  const aggregates = writeSide({ operationLookup, rememberedOperationsMax: 5 });
  await aggregates.execute(accountKind, grant('grant', '100'));
  const first = await aggregates.execute(accountKind, consume('old', '10'));
  for (let index = 0; index < 3; index += 1)
    await aggregates.execute(accountKind, consume(`new-${index}`, '1'));
  expect(operationLookup.asked).toBe(0);
  for (let index = 3; index < 9; index += 1)
    await aggregates.execute(accountKind, consume(`new-${index}`, '1'));
  expect(await aggregates.execute(accountKind, consume('old', '10'))).toEqual({ ...first, replayed: true });
  expect(
    await writeSide({ operationLookup, rememberedOperationsMax: 5 }).execute(
      accountKind,
      consume('old', '10'),
    ),
  ).toEqual({ ...first, replayed: true });
});

it('does nothing while the index does not reach to what was forgotten', async () => {
  const operationLookup: OperationLookup = { ...lookupInTheLog(), includes: () => Promise.resolve(false) };
  const aggregates = writeSide({ operationLookup, rememberedOperationsMax: 1 });
  await aggregates.execute(accountKind, grant('grant', '100'));
  await aggregates.execute(accountKind, consume('a', '1'));
  await expect(aggregates.execute(accountKind, consume('b', '1'))).rejects.toThrow('does not reach position');
  expect(await eventsOf('account-alice')).toHaveLength(2);
});

it('goes on from a snapshot as from the whole stream', async () => {
  const snapshots = await PostgresSnapshots.open(database.url);
  const aggregates = writeSide({ snapshots });
  await aggregates.execute(accountKind, grant('grant', '10000'));
  await Promise.all(
    Array.from({ length: 1_200 }, (_, index) =>
      aggregates.execute(accountKind, consume(`operation-${index}`, '1.5')),
    ),
  );
  while (!(await snapshots.load('account-alice', accountKind.stateVersion))) await new Promise(setImmediate);
  const restarted = writeSide({ snapshots });
  const outcome = await restarted.execute(accountKind, consume('last', '1'));
  expect(outcome).toMatchObject({
    events: [{ event: { data: { balanceBefore: '8200', balanceAfter: '8199' } } }],
  });
  expect(await restarted.execute(accountKind, consume('operation-7', '1.5'))).toMatchObject({
    replayed: true,
  });
  await snapshots.close();
});

it('trusts no snapshot of another log', async () => {
  const snapshots = await PostgresSnapshots.open(database.url);
  const foreign = {
    state: accountKind.decider.initialState,
    revision: 0n,
    lastHash: 'f'.repeat(64),
    operations: noOperations(),
  };
  await writeSide().execute(accountKind, grant('grant', '100'));
  await snapshots.save('account-alice', accountKind.stateVersion, foreign);
  const outcome = await writeSide({ snapshots }).execute(accountKind, consume('a', '1'));
  expect(outcome).toMatchObject({ events: [{ event: { data: { balanceBefore: '100' } } }] });
  await snapshots.close();
});

describe('what an operation recorded', () => {
  const recorded = async (aggregates: Aggregates, operationId: string) =>
    (await aggregates.findOperation(accountKind, 'alice', operationId))?.map(({ event }) => event.type) ??
    null;

  it('is found after a restart, and when another process did it a moment ago', async () => {
    const [here, there] = [writeSide(), writeSide()];
    await here.execute(accountKind, grant('grant', '100'));
    await there.execute(accountKind, consume('there', '1'));
    expect(await recorded(here, 'there')).toEqual(['TokensConsumed']);
    expect(await recorded(writeSide(), 'grant')).toEqual(['TokensGranted']);
  });

  it('is found in the index when it is remembered no more, once the index reaches to it', async () => {
    const options = { operationLookup: lookupInTheLog(), rememberedOperationsMax: 1 };
    await writeSide(options).execute(accountKind, grant('grant', '100'));
    await writeSide(options).execute(accountKind, consume('later', '1'));
    expect(await recorded(writeSide(options), 'grant')).toEqual(['TokensGranted']);
    const behind = { ...options.operationLookup, includes: () => Promise.resolve(false) };
    await expect(recorded(writeSide({ ...options, operationLookup: behind }), 'grant')).rejects.toThrow(
      'does not reach position',
    );
  });

  it('is nothing where there was none', async () => {
    expect(await recorded(writeSide(), 'never-was')).toBeNull();
  });
});

it('writes one append for the commands that wait, and chains all events', async () => {
  const aggregates = writeSide();
  await aggregates.execute(accountKind, grant('grant', '1000'));
  await Promise.all(
    Array.from({ length: 300 }, (_, index) => aggregates.execute(accountKind, consume(`${index}`, '1'))),
  );
  const events = await eventsOf('account-alice');
  let previous = CHAIN_START;
  for (const event of events) {
    previous = chainHash(previous, event);
    expect(event.metadata['hash']).toBe(previous);
  }
  const balances = events.slice(1).map((event) => event.data['balanceAfter']);
  expect(balances).toEqual(Array.from({ length: 300 }, (_, index) => String(999 - index)));
});
