import { AccountOrder } from './account-order.js';
import { inLanes } from './in-lanes.js';

async function* numbers(count: number, taken: number[] = []): AsyncGenerator<number> {
  for (let number = 1; number <= count; number += 1) {
    taken.push(number);
    yield number;
  }
}

/** Work that is done when its turn to be let go comes. */
function gate() {
  const waiting: (() => void)[] = [];
  return {
    pass: () => new Promise<void>((resolve) => waiting.push(resolve)),
    letGo: () => waiting.shift()?.(),
    waiting,
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

it('takes no more items than there are lanes, and the first one alone', async () => {
  const taken: number[] = [];
  const { pass, letGo, waiting } = gate();
  const all = inLanes(numbers(7, taken), 3, new AbortController(), pass);
  await turn();
  expect(taken).toEqual([1]);
  letGo();
  await turn();
  expect(taken).toEqual([1, 2, 3, 4]);
  while (waiting.length > 0) {
    letGo();
    await turn();
  }
  await all;
  expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('finishes what is under way when one item fails, takes no others, and tells of the failure', async () => {
  const done: number[] = [];
  const { pass, letGo } = gate();
  const all = inLanes(numbers(9), 3, new AbortController(), async (number) => {
    if (number === 3) throw new Error('no');
    if (number > 1) await pass();
    done.push(number);
  });
  await turn();
  letGo();
  letGo();
  await expect(all).rejects.toThrow('no');
  expect(done).toEqual([1, 2, 4]);
});

it('tells of items that cannot be read', async () => {
  async function* broken(): AsyncGenerator<number> {
    yield* numbers(2);
    throw new Error('unreadable');
  }
  const done: number[] = [];
  await expect(
    inLanes(broken(), 3, new AbortController(), async (number) => void done.push(number)),
  ).rejects.toThrow('unreadable');
  expect(done).toEqual([1, 2]);
});

it('keeps the order within an account, also behind work that failed, and lets others pass', async () => {
  const order = new AccountOrder();
  const done: string[] = [];
  const slow = gate();
  const first = order.run('ada', async () => {
    await slow.pass();
    throw new Error('no');
  });
  const second = order.run('ada', async () => void done.push('ada 2'));
  await order.run('grace', async () => void done.push('grace'));
  expect(done).toEqual(['grace']);
  slow.letGo();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(done).toEqual(['grace', 'ada 2']);
});
