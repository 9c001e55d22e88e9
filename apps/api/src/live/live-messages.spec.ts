import type { MessageEvent } from '@nestjs/common';
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { liveMessages, type LiveSource } from './live-messages.js';

/** Nothing ever changes, and nothing ends the stream from outside. */
const quiet: LiveSource = {
  position: () => 42n,
  changes: async function* (signal) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    yield* [];
  },
  stillAllowed: () => Promise.resolve(true),
  onEnd: () => () => undefined,
  heartbeatMs: 1,
};

it('begins with the position', async () => {
  const first = await firstValueFrom(liveMessages(quiet));
  expect(first).toMatchObject({ type: 'projected', id: '42', data: { position: '42' } });
});

it('keeps the connection alive with comments', async () => {
  const messages: MessageEvent[] = await firstValueFrom(liveMessages(quiet).pipe(take(3), toArray()));
  expect(messages.slice(1)).toEqual([{ comment: 'heartbeat' }, { comment: 'heartbeat' }]);
});

it('ends when the credentials are not valid any more', async () => {
  const last = await lastValueFrom(liveMessages({ ...quiet, stillAllowed: () => Promise.resolve(false) }));
  expect(last).toMatchObject({ type: 'projected' });
});

it('goes on when the credentials cannot be checked for now', async () => {
  const away: LiveSource = { ...quiet, stillAllowed: () => Promise.reject(new Error('connection refused')) };
  const messages = await firstValueFrom(liveMessages(away).pipe(take(2), toArray()));
  expect(messages).toHaveLength(2);
});

it('ends when told to, and lets go of everything', async () => {
  let forgotten = false;
  const ended: LiveSource = {
    ...quiet,
    onEnd: (end) => {
      setImmediate(end);
      return () => (forgotten = true);
    },
  };
  await lastValueFrom(liveMessages(ended));
  expect(forgotten).toBe(true);
});
