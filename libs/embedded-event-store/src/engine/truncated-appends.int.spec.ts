import { startCuttingProxy } from '../testing/cutting-proxy.js';
import { anEvent, collect, openTestLog } from '../testing/open-test-log.js';
import { openEmbeddedEventStore } from '../in-process/open-embedded-event-store.js';

const any = 'any' as const;

it('decides a batch of deletions and appends one after the other, in one commit', async () => {
  const log = await openTestLog();
  const { store, engine } = log;
  await store.append('account', [anEvent()], { expectedRevision: any });
  const before = engine.commits;
  const outcomes = await Promise.allSettled([
    engine.deleteStream({ streamName: 'account', expectedRevision: 0n }),
    store.append('account', [anEvent()], { expectedRevision: 'stream-exists' }),
    store.append('account', [anEvent()], { expectedRevision: 'no-stream' }),
    store.append('account', [anEvent()], { expectedRevision: 1n }),
    engine.tombstoneStream({ streamName: 'other', expectedRevision: any }),
    store.append('other', [anEvent()], { expectedRevision: any }),
    store.append('$$other', [anEvent()], { expectedRevision: any }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  expect(engine.commits - before).toBe(1);
  const seen = await collect(store.readStream('account'));
  expect(seen.map(({ revision }) => revision)).toEqual([1n, 2n]);
  await log.dispose();
});

it('knows deletions and tombstones whose answers were lost', async () => {
  const log = await openTestLog();
  await log.close();
  const proxy = await startCuttingProxy(log.databaseUrl);
  const { store, engine, close } = await openEmbeddedEventStore({ databaseUrl: proxy.url });
  for (const stream of ['deleted', 'dead'])
    await store.append(stream, [anEvent()], { expectedRevision: any });
  proxy.loseNextAnswer();
  await Promise.all([
    engine.deleteStream({ streamName: 'deleted', expectedRevision: 0n }),
    engine.tombstoneStream({ streamName: 'dead', expectedRevision: 0n }),
  ]);
  expect(await engine.streamExists('deleted')).toBe(false);
  await expect(collect(store.readStream('dead'))).rejects.toMatchObject({ name: 'StreamDeleted' });
  const coming = await store.append('deleted', [anEvent()], { expectedRevision: 'no-stream' });
  expect(coming.revision).toBe(1n);
  await close();
  proxy.close();
  await log.dispose();
});

it('opens although the system streams were removed', async () => {
  const log = await openTestLog();
  await log.engine.tombstoneStream({ streamName: '$users', expectedRevision: any });
  const { position } = log.engine;
  await log.close();
  const { engine, close } = await openEmbeddedEventStore({ databaseUrl: log.databaseUrl });
  expect(engine.position).toBe(position);
  await close();
  await log.dispose();
});
