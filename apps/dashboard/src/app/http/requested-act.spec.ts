import { HttpErrorResponse } from '@angular/common/http';
import { RequestedAct } from './requested-act.js';

const answer = (status: number) => new HttpErrorResponse({ status, error: { code: 'some-code' } });
const failing = (status: number, keys: string[]) => (key: string) => {
  keys.push(key);
  return Promise.reject(answer(status));
};

it('retries under the same key what nobody knows the outcome of', async () => {
  const [requested, keys] = [new RequestedAct(), [] as string[]];
  await requested.carryOut('pay', failing(503, keys));
  expect(requested.trouble()?.code).toBe('some-code');
  await requested.tryAgain();
  expect(keys).toEqual([keys[0], keys[0]]);
  expect(requested.isWaiting()).toBe(false);
});

it('has another key for what was refused, done, or is something else', async () => {
  const keys: string[] = [];
  const refusals: string[] = [];
  const requested = new RequestedAct((trouble) => {
    refusals.push(trouble.code);
    return Promise.resolve();
  });
  await requested.carryOut('pay', failing(409, keys));
  await requested.carryOut('pay', (key) => Promise.resolve(void keys.push(key)));
  await requested.carryOut('pay', failing(503, keys));
  await requested.carryOut('cancel', failing(503, keys));
  expect(new Set(keys).size).toBe(4);
  expect(refusals).toEqual(['some-code']);
});

it('does not do both what nobody knows the outcome of and what it was changed to', async () => {
  const [requested, keys] = [new RequestedAct(), [] as string[]];
  await requested.carryOut('grant', failing(503, keys));
  requested.renew();
  expect(requested.trouble()).toBeNull();
  await requested.carryOut('grant', failing(422, keys));
  requested.renew();
  await requested.carryOut('grant', (key) => Promise.resolve(void keys.push(key)));
  expect(keys).toEqual([keys[0], keys[0], expect.not.stringMatching(keys[0] ?? '')]);
});

it.each([401, 403, 408, 429])(
  'keeps the key when a retry is not let in: %d does not say whether it was done',
  async (status) => {
    const [requested, keys] = [new RequestedAct(), [] as string[]];
    await requested.carryOut('grant', failing(0, keys));
    await requested.carryOut('grant', failing(status, keys));
    await requested.carryOut('grant', (key) => Promise.resolve(void keys.push(key)));
    expect(new Set(keys).size).toBe(1);
  },
);

it('does one thing at a time', async () => {
  const requested = new RequestedAct();
  let done = 0;
  let finish: () => void = () => undefined;
  const first = requested.carryOut('pay', () => new Promise((resolve) => (finish = resolve)));
  expect(requested.isWaiting()).toBe(true);
  await requested.carryOut('pay', () => Promise.resolve(void (done += 1)));
  finish();
  await first;
  expect(done).toBe(0);
});
