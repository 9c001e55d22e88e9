import { MarkedStreams } from './marked-streams.js';

it('says no as long as nothing is marked, but for metastreams', () => {
  const marked = new MarkedStreams();
  expect(marked.mayHave('account-1')).toBe(false);
  expect(marked.mayHave('$$account-1')).toBe(true);
});

it('never denies what was marked, and seldom claims what was not', () => {
  const marked = new MarkedStreams();
  for (let number = 0; number < 100_000; number += 1) marked.mark(`account-${number}`);
  let claimed = 0;
  for (let number = 0; number < 100_000; number += 1) {
    if (!marked.mayHave(`account-${number}`)) throw new Error(`account-${number} was denied.`);
    if (marked.mayHave(`usage-${number}`)) claimed += 1;
  }
  expect(claimed).toBeLessThan(500);
});
