import type { RecordedEvent } from '#libs/event-store';
import { PoisonEvent } from '../events/poison-event.js';
import { busyHistory } from '../testing/busy-history.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { allRows, createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { CheckpointMoved, checkpointOf, lockCheckpoint } from './checkpoint.js';
import { projectBatch } from './project-batch.js';

describe('a batch of events', () => {
  let fixture: ReadModelsFixture;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
  });
  beforeEach(() => fixture.empty());
  afterAll(() => fixture.close());

  const project = (events: readonly RecordedEvent[], after: bigint | null = null) =>
    projectBatch(fixture.database, { after, events });
  const rows = () => allRows(fixture.database);
  /** What the read models must be: everything at once, once. */
  const expectRowsOf = async (events: readonly RecordedEvent[]) => {
    const actual = await rows();
    await fixture.empty();
    await project(events);
    expect(actual).toEqual(await rows());
  };

  it('moves the checkpoint to its last event', async () => {
    const { events } = busyHistory(1, 3);
    const position = events.at(-1)?.position;
    expect(await project(events)).toEqual({ position, applied: events.length });
    expect(await checkpointOf(fixture.database)).toBe(position);
  });

  it('changes nothing when it comes again', async () => {
    const { events } = busyHistory(2, 30);
    await project(events);
    expect((await project(events)).applied).toBe(0);
    await expectRowsOf(events);
  });

  it('brings what is new in it when it overlaps with what is there', async () => {
    const { events } = busyHistory(2, 30);
    await project(events.slice(0, 25));
    expect((await project(events.slice(10))).applied).toBe(events.length - 25);
    await expectRowsOf(events);
  });

  it('is applied once when two projectors have it at the same time', async () => {
    const { events } = busyHistory(3, 60);
    const halves = [events.slice(0, 30), events.slice(30)] as const;
    const middle = halves[0].at(-1)?.position ?? null;
    for (const [half, after] of [
      [halves[0], null],
      [halves[1], middle],
    ] as const) {
      const results = await Promise.all([1, 2, 3, 4].map(() => project(half, after)));
      expect(results.map(({ applied }) => applied).sort((a, b) => a - b)).toEqual([0, 0, 0, half.length]);
    }
    await expectRowsOf(events);
  });

  it('waits while another projector is at work, and then sees what that one did', async () => {
    const { events } = busyHistory(1, 10);
    const other = fixture.database.createQueryRunner();
    await other.startTransaction();
    await lockCheckpoint(other, 'read_models');
    const projecting = project(events);
    let waiting: unknown[] = [];
    while (waiting.length === 0) {
      waiting = await fixture.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE%'`,
      );
    }
    await other.query('UPDATE read_models.checkpoints SET position = $1', [String(events.at(-1)?.position)]);
    await other.commitTransaction();
    await other.release();
    expect((await projecting).applied).toBe(0);
  });

  it('is refused when events before it are missing', async () => {
    const { events } = busyHistory(1, 10);
    await project(events.slice(0, 5));
    const after = events[6]?.position ?? null;
    await expect(project(events.slice(7), after)).rejects.toThrow(CheckpointMoved);
    await project(events.slice(5));
    await expectRowsOf(events);
  });

  it('leaves nothing behind when its connection is cut', async () => {
    const { events } = busyHistory(2, 30);
    await project(events.slice(0, 10));
    const before = await rows();
    const blocker = fixture.database.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('LOCK TABLE read_models.operations IN ACCESS EXCLUSIVE MODE'); // the last table it writes
    const cut = expect(project(events.slice(10))).rejects.toThrow();
    let terminated = 0;
    while (terminated === 0) {
      const found: unknown[] = await fixture.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO read_models.operations%'`,
      );
      terminated = found.length;
    }
    await cut;
    await blocker.rollbackTransaction();
    await blocker.release();
    expect(await rows()).toEqual(before);
    await project(events);
    await expectRowsOf(events);
  });

  it('skips what is not ours, and what has no metadata', async () => {
    const history = busyHistory(1, 5);
    const ours = [...history.events];
    history.foreign({ type: '$metadata', streamName: 'account-acc-0' });
    history.foreign({ type: 'TokensEnchanted', streamName: 'account-acc-0', data: { amount: 'many' } });
    const [event] = ours.slice(-1);
    if (event) history.foreign({ ...event, revision: 99n, metadata: {}, type: 'SomethingElse' });
    await project(history.events);
    const { checkpoints, ...actual } = await rows();
    expect(checkpoints).toEqual([{ position: String(history.events.at(-1)?.position) }]);
    await fixture.empty();
    await project(ours);
    expect(await rows()).toMatchObject(actual);
  });
});

describe('a poison event', () => {
  let fixture: ReadModelsFixture;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
  });
  beforeEach(() => fixture.empty());
  afterAll(() => fixture.close());

  const history = busyHistory(2, 40).events;
  /** In the middle of a valid history. @returns the events, and the place of the poison among them. */
  const historyWith = (poison: Parameters<LedgerHistory['foreign']>[0]) => {
    const place = 25;
    const wrong = new LedgerHistory().foreign({ streamName: 'account-acc-0', ...poison });
    const events = [...history.slice(0, place), wrong, ...history.slice(place)];
    return { events: events.map((event, index) => ({ ...event, position: BigInt(index + 1) })), place };
  };

  it.each<[string, Parameters<LedgerHistory['foreign']>[0]]>([
    ['whose data is not as its type must be', { type: 'TokensGranted', data: { amount: 7 } }],
    [
      'that draws from a grant which never entered',
      {
        type: 'TokensExpired',
        data: {
          grantId: 'nobody knows',
          model: 'gpt-5-nano',
          amount: '1',
          expiredAt: '2026-01-01T00:00:00Z',
          balanceAfter: '0',
        },
      },
    ],
    [
      'that draws more than a grant has',
      {
        type: 'TokensExpired',
        data: {
          grantId: 'acc-0-gpt-5-nano',
          model: 'gpt-5-nano',
          amount: '1000000.000001',
          expiredAt: '2026-01-01T00:00:00Z',
          balanceAfter: '0',
        },
      },
    ],
  ])('%s stops the projection at its place, with everything before it taken in', async (_, poison) => {
    const { events, place } = historyWith(poison);
    const position = BigInt(place + 1);
    await expect(projectBatch(fixture.database, { after: null, events })).rejects.toThrow(PoisonEvent);
    await expect(projectBatch(fixture.database, { after: null, events })).rejects.toThrow(
      `at position ${position} `,
    );
    expect(await checkpointOf(fixture.database)).toBe(position - 1n);
    const rows = await allRows(fixture.database);
    await fixture.empty();
    await fixture.project(events.slice(0, place));
    expect(rows).toEqual(await allRows(fixture.database));
  });
});
