import { Subject } from 'rxjs';
import { Answer } from './answer.js';

it('keeps the answer to the latest question, whichever comes last', async () => {
  const [first, second] = [new Subject<string>(), new Subject<string>()];
  const asked = [first, second];
  const answer = new Answer(() => asked.shift() ?? first);
  const refreshed = [answer.refresh(), answer.refresh()];
  second.next('new');
  first.next('old');
  await Promise.all(refreshed);
  expect(answer.value()).toBe('new');
});

it('shows an answer although it has been asked for again meanwhile', async () => {
  const [first, second] = [new Subject<string>(), new Subject<string>()];
  const asked = [first, second];
  const answer = new Answer(() => asked.shift() ?? first);
  const known = answer.refresh();
  void answer.refresh();
  first.next('known');
  await known;
  expect(answer.value()).toBe('known');
});

it('keeps the answer before when the next one fails', async () => {
  const [first, second] = [new Subject<string>(), new Subject<string>()];
  const asked = [first, second];
  const answer = new Answer(() => asked.shift() ?? first);
  const known = answer.refresh();
  first.next('known');
  expect(await known).toBeNull();
  const failed = answer.refresh();
  second.error(new Error('away'));
  expect(await failed).toMatchObject({ code: 'unexpected-answer' });
  expect(answer.value()).toBe('known');
});
