import { once } from 'node:events';
import { Writable } from 'node:stream';
import { Outbox } from './outbox.js';

/** A call whose client takes one message when the test says so. */
function slowCall() {
  let take: () => void = () => undefined;
  const call = new Writable({
    objectMode: true,
    highWaterMark: 1,
    write: (_message, _encoding, taken) => (take = taken),
  });
  return { call, take: () => take() };
}

it('waits until the client has taken what was written', async () => {
  const { call, take } = slowCall();
  const outbox = new Outbox(call, new AbortController().signal);
  outbox.write('first');
  let ready = false;
  const waiting = outbox.ready().then(() => (ready = true));
  await new Promise(setImmediate);
  expect(ready).toBe(false);
  take();
  await waiting;
});

it('does not wait for what the client took while something else was done', async () => {
  const { call, take } = slowCall();
  const outbox = new Outbox(call, new AbortController().signal);
  outbox.write('first');
  const drained = once(call, 'drain');
  take();
  await drained;
  await outbox.ready();
});

it('does not wait for a client that has left', async () => {
  const leaving = new AbortController();
  const outbox = new Outbox(slowCall().call, leaving.signal);
  outbox.write('first');
  const waiting = outbox.ready();
  leaving.abort();
  await waiting;
});
