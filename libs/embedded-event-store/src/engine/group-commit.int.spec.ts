import { anEvent, collect, expectWhole, openTestLog, type TestLog } from '../testing/open-test-log.js';

let log: TestLog;
beforeAll(async () => (log = await openTestLog()));
afterAll(() => log.dispose());

it('writes appends that come together with one commit', async () => {
  const before = log.engine.commits;
  const appends = Array.from({ length: 500 }, (_, index) =>
    log.store.append(`together-${index}`, [anEvent()], { expectedRevision: 'no-stream' }),
  );
  await Promise.all(appends);
  expect(log.engine.commits - before).toBe(1);
  const [rows] = await log.query<{ transactions: string }>(
    `SELECT count(DISTINCT events.xmin::text) AS transactions FROM event_log.events
     JOIN event_log.streams ON streams.id = stream WHERE name LIKE 'together-%'`,
  );
  expect(rows?.transactions).toBe('1');
});

it('makes one batch of what comes while a commit is under way', async () => {
  const before = log.engine.commits;
  const first = log.store.append('first', [anEvent()], { expectedRevision: 'any' });
  await new Promise((resolve) => setImmediate(resolve)); // the first commit has begun
  await new Promise((resolve) => setImmediate(resolve));
  const later = Array.from({ length: 200 }, (_, index) =>
    log.store.append(`later-${index}`, [anEvent()], { expectedRevision: 'any' }),
  );
  await Promise.all([first, ...later]);
  expect(log.engine.commits - before).toBe(2);
});

it('decides each append of a batch on what those before it leave behind', async () => {
  const appends = [-1n, 0n, 0n, 1n, 7n, 2n].map((expected) =>
    log.store.append('counted', [anEvent()], { expectedRevision: expected < 0n ? 'no-stream' : expected }),
  );
  const outcomes = await Promise.allSettled(appends);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(await collect(log.store.readStream('counted'))).toHaveLength(4);
});

it('gives positions without gaps, also when appends are refused in between', async () => {
  const appends = Array.from({ length: 100 }, (_, index) =>
    log.store.append(`gap-${index % 10}`, [anEvent()], { expectedRevision: index % 3 === 0 ? 500n : 'any' }),
  );
  await Promise.allSettled(appends);
  expectWhole(await collect(log.store.readAll()));
});

it('answers the position of every event', async () => {
  const { position, positions } = await log.store.append('several', [anEvent(), anEvent(), anEvent()], {
    expectedRevision: 'any',
  });
  expect(positions).toEqual([position - 2n, position - 1n, position]);
});

it('splits what is too much for one commit, and still answers everything', async () => {
  const text = 'x'.repeat(100_000);
  const before = log.engine.commits;
  const appends = Array.from({ length: 100 }, (_, index) =>
    log.store.append(`large-${index}`, [anEvent({ data: { text } })], { expectedRevision: 'no-stream' }),
  );
  await Promise.all(appends);
  expect(log.engine.commits - before).toBeGreaterThan(1);
  expect(log.engine.commits - before).toBeLessThan(10);
});

it('recognises a repetition of any age, long after it has forgotten the events', async () => {
  const old = [anEvent(), anEvent()];
  const first = await log.store.append('long', old, { expectedRevision: 'no-stream' });
  const later = Array.from({ length: 300 }, () => anEvent());
  await log.store.append('long', later, { expectedRevision: 1n });
  await log.store.append('long', [anEvent()], { expectedRevision: 301n });
  for (const expectedRevision of ['no-stream', 'any', 'stream-exists'] as const) {
    expect(await log.store.append('long', old, { expectedRevision })).toEqual(first);
  }
  const repeated = await log.store.append('long', later, { expectedRevision: 1n });
  expect(repeated.revision).toBe(301n);
  const different = log.store.append('long', [anEvent()], { expectedRevision: 0n });
  await expect(different).rejects.toMatchObject({ name: 'WrongExpectedRevision', actual: 302n });
});

it('takes a stream for existing when it has metadata only', async () => {
  await log.store.append('$$described', [anEvent({ type: '$metadata' })], { expectedRevision: 'any' });
  const { revision } = await log.store.append('described', [anEvent()], {
    expectedRevision: 'stream-exists',
  });
  expect(revision).toBe(0n);
});

it('has a limit for the data of one append, which can be set', async () => {
  const small = await openTestLog({ maxAppendBytes: 100 });
  const tooMuch = small.store.append('a', [anEvent({ data: { text: 'x'.repeat(100) } })], {
    expectedRevision: 'any',
  });
  await expect(tooMuch).rejects.toMatchObject({ name: 'AppendTooLarge', maximumBytes: 100 });
  await small.dispose();
});
