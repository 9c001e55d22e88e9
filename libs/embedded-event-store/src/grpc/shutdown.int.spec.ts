import { jsonEvent } from '@eventstore/db-client';
import { connectToEventStore, type SubscriptionMessage } from '#libs/event-store';
import { anEvent, collect } from '../testing/open-test-log.js';
import { serveTestLog } from '../testing/serve-test-log.js';

it('lets subscribers of the port know that the connection is lost', async () => {
  const served = await serveTestLog();
  const store = connectToEventStore(served.url);
  const seen: SubscriptionMessage[] = [];
  const following = (async () => {
    for await (const message of store.subscribeToAll({ after: 'end' })) {
      seen.push(message);
      if (message.kind === 'caught-up') await served.stopServing();
    }
  })();
  await expect(following).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
  expect(seen).toEqual([{ kind: 'caught-up' }]);
  await store.close();
  await served.dispose();
});

it('answers appends to a server that is gone as unknown, and reads as unavailable', async () => {
  const served = await serveTestLog();
  const store = connectToEventStore(served.url);
  await store.append('before', [anEvent()], { expectedRevision: 'any' });
  await served.stopServing();
  const append = store.append('after', [anEvent()], { expectedRevision: 'any' });
  await expect(append).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
  const read = (async () => {
    for await (const _event of store.readAll());
  })();
  await expect(read).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
  await store.close();
  await served.dispose();
});

it('closes while clients are reading, appending and following', async () => {
  const served = await serveTestLog();
  const subscription = served.client.subscribeToAll();
  subscription.on('error', () => undefined);
  subscription.resume();
  const appends = Array.from({ length: 200 }, () =>
    served.client.appendToStream('busy', jsonEvent({ type: 'Busy', data: {} }), {
      credentials: { username: 'a', password: 'b' },
    }),
  );
  await served.stopServing();
  const outcomes = await Promise.allSettled(appends);
  const acknowledged = outcomes.filter(({ status }) => status === 'fulfilled').length;
  const written = (await collect(served.log.store.readStream('busy'))).length;
  expect(written).toBeGreaterThanOrEqual(acknowledged);
  await served.dispose();
});
