import { OneAtATime } from './one-at-a-time.js';

/** A task that ends when the test says so. */
function held<Result>(result: Result) {
  let release: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (release = resolve));
  let started = false;
  const task = async () => {
    started = true;
    await waiting;
    return result;
  };
  return { task, release: () => release(), started: () => started };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

it('runs tasks of one key one after the other, in order', async () => {
  const queue = new OneAtATime();
  const [first, second] = [held(1), held(2)];
  const results = [queue.run('a', first.task), queue.run('a', second.task)];
  await nextTurn();
  expect([first.started(), second.started()]).toEqual([true, false]);
  first.release();
  await nextTurn();
  expect(second.started()).toBe(true);
  second.release();
  expect(await Promise.all(results)).toEqual([1, 2]);
});

it('runs tasks of different keys side by side', async () => {
  const queue = new OneAtATime();
  const [first, second] = [held(1), held(2)];
  const results = [queue.run('a', first.task), queue.run('b', second.task)];
  await nextTurn();
  expect(second.started()).toBe(true);
  first.release();
  second.release();
  expect(await Promise.all(results)).toEqual([1, 2]);
});

it('goes on after a task that failed', async () => {
  const queue = new OneAtATime();
  const failing = queue.run('a', () => Promise.reject(new Error('failed')));
  const next = queue.run('a', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('failed');
  expect(await next).toBe('done');
});
