import { setImmediate as afterOthers } from 'node:timers/promises';
import { Turn } from './turn.js';

const work = () => {
  const began = performance.now();
  while (performance.now() - began < 6);
};

it('is over when much has been done, and not by waiting', async () => {
  const turn = new Turn();
  turn.use(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(turn.isOver).toBe(false);
  turn.use(work);
  turn.use(work);
  expect(turn.isOver).toBe(true);
  await turn.next();
  expect(turn.isOver).toBe(false);
});

it('comes to one of all who wait between two rounds of others', async () => {
  let round = 0;
  let isDone = false;
  const others = (async () => {
    while (!isDone) {
      await afterOthers();
      round += 1;
    }
  })();
  const rounds = await Promise.all(
    Array.from({ length: 5 }, async () => {
      await new Turn().next();
      return round;
    }),
  );
  isDone = true;
  await others;
  expect(new Set(rounds).size).toBe(5);
});
