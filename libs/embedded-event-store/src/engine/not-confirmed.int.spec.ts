// A database that answers nothing, as one whose disk hangs: what is asked of it in time may still happen later.

import { EventStoreUnavailable } from '#libs/event-store';
import {
  anEvent,
  collect,
  loseDatabase,
  expectWhole,
  openTestLog,
  type TestLog,
} from '../testing/open-test-log.js';
import { holdUpWrites } from '../testing/hold-up-writes.js';
import { AppendNotConfirmed } from './errors.js';

let log: TestLog;
beforeEach(async () => (log = await openTestLog({ appendTimeoutMs: 300 })));
afterEach(() => log.dispose());

const anywhere = { expectedRevision: 'any' } as const;

it('says so of appends that are not confirmed in time, and asking again tells how they ended', async () => {
  const held = await holdUpWrites(log);
  const [sent, behind] = [anEvent(), anEvent()];
  const first = log.store.append('first', [sent], anywhere);
  await held.somebodyWaits();
  const second = log.store.append('second', [behind], anywhere);
  for (const append of await Promise.allSettled([first, second])) {
    expect(append).toMatchObject({ reason: expect.any(AppendNotConfirmed) });
    expect(append).toMatchObject({ reason: { name: 'EventStoreUnavailable' } }); // as the port says it
  }
  await held.release();
  const { revision, position } = await log.store.append('first', [sent], anywhere);
  const [written] = await collect(log.store.readStream('first'));
  expect(written).toMatchObject({ id: sent.id, revision, position });
  await log.store.append('second', [behind], anywhere);
  expect(await collect(log.store.readStream('second'))).toHaveLength(1);
  expectWhole(await collect(log.store.readAll()));
});

it('says that nothing was written when the database is not there to be asked', async () => {
  await loseDatabase(log);
  const failure: unknown = await log.store
    .append('first', [anEvent()], anywhere)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EventStoreUnavailable);
  expect(failure).not.toBeInstanceOf(AppendNotConfirmed);
});
