import { createTestDatabase } from '#libs/platform/testing';
import { openEmbeddedEventStore } from '../in-process/open-embedded-event-store.js';
import { startCuttingProxy } from '../testing/cutting-proxy.js';
import { anEvent, collect, expectWhole } from '../testing/open-test-log.js';

it('finds out whether a batch was committed whose answer was lost, and answers each append as it was decided', async () => {
  const database = await createTestDatabase();
  const proxy = await startCuttingProxy(database.url);
  const lost: string[] = [];
  const report = (message: string) => lost.push(message);
  const { store, engine, close } = await openEmbeddedEventStore({ databaseUrl: proxy.url, report });
  await store.append('account-1', [anEvent()], { expectedRevision: 'no-stream' });
  const received: bigint[] = [];
  const leave = new AbortController();
  const receiving = (async () => {
    for await (const message of store.subscribeToAll({ after: 'end', signal: leave.signal })) {
      if (message.kind === 'event') received.push(message.event.position);
    }
  })();

  proxy.loseNextAnswer();
  const outcomes = await Promise.allSettled([
    store.append('account-1', [anEvent()], { expectedRevision: 0n }),
    store.append('account-1', [anEvent()], { expectedRevision: 0n }),
    store.append('account-1', [anEvent(), anEvent()], { expectedRevision: 1n }),
  ]);

  expect(lost).toHaveLength(1);
  expect(outcomes).toMatchObject([
    { status: 'fulfilled', value: { revision: 1n, position: 6n } },
    { status: 'rejected', reason: { name: 'WrongExpectedRevision', actual: 1n } },
    { status: 'fulfilled', value: { revision: 3n, position: 8n } },
  ]);
  await store.append('account-1', [anEvent()], { expectedRevision: 3n });
  expectWhole(await collect(store.readAll()));
  while (received.length < 4) await new Promise((resolve) => setImmediate(resolve));
  expect(received).toEqual([6n, 7n, 8n, 9n]);
  expect(engine.position).toBe(9n);
  leave.abort();
  await receiving;
  await close();
  proxy.close();
  await database.drop();
});
