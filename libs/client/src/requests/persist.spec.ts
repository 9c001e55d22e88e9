import { UnexpectedAnswer } from '../answers/unexpected-answer.js';
import type { Patience } from './patience.js';
import { persist, type Attempt } from './persist.js';
import { lost } from './read-answer.js';
import type { AskAgain, Settled, Verdict } from './verdict.js';

type Answer = Verdict<string>;

const answered: Settled<string> = { kind: 'answered', body: 'receipt', replayed: false };
const noAnswer = lost(new Error('connection lost'));
const turnedAway: AskAgain = { ...noAnswer, maybeDone: false };
const final = (decided: boolean): Answer => ({
  kind: 'final',
  error: new UnexpectedAnswer(404, ''),
  decided,
});

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Answers in this order, the last one for ever. */
function script(...answers: Answer[]) {
  const limits: number[] = [];
  const attempt: Attempt<string> = async (limitMs) => {
    limits.push(limitMs);
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? noAnswer;
  };
  return { attempt, limits };
}

async function run(attempt: Attempt<string>, limits: Partial<Patience> = {}, signal?: AbortSignal) {
  const ended = persist(attempt, { timeoutMs: 1_000, retries: 5, totalMs: 60_000, ...limits }, signal).catch(
    (error: unknown) => error,
  );
  await jest.runAllTimersAsync();
  return await ended;
}

it('asks until there is an answer', async () => {
  const { attempt, limits } = script(noAnswer, turnedAway, answered);
  expect(await run(attempt)).toBe(answered);
  expect(limits).toEqual([1_000, 1_000, 1_000]);
});

it('gives up after so many attempts', async () => {
  const { attempt, limits } = script(noAnswer);
  expect(await run(attempt, { retries: 3 })).toMatchObject({
    kind: 'gave-up',
    attempts: 4,
    maybeDone: true,
    cause: new Error('connection lost'),
  });
  expect(limits).toHaveLength(4);
});

it('asks once where no retries are wanted', async () => {
  expect(await run(script(noAnswer).attempt, { retries: 0 })).toMatchObject({ attempts: 1 });
});

it('gives up in time, and gives no attempt more than is left of it', async () => {
  const slow: Attempt<string> = async (limitMs) => {
    expect(limitMs).toBeLessThanOrEqual(1_000);
    jest.advanceTimersByTime(limitMs);
    return noAnswer;
  };
  const startedAt = performance.now();
  expect(await run(slow, { retries: 1_000, totalMs: 3_500 })).toMatchObject({ kind: 'gave-up' });
  expect(performance.now() - startedAt).toBeLessThanOrEqual(3_500);
});

it('does not wait for a time that it does not have', async () => {
  const { attempt, limits } = script({ ...turnedAway, afterMs: 61_000 });
  expect(await run(attempt)).toMatchObject({ kind: 'gave-up', attempts: 1, maybeDone: false });
  expect(limits).toHaveLength(1);
});

it('waits as long as it is asked to', async () => {
  const startedAt = performance.now();
  expect(await run(script({ ...turnedAway, afterMs: 20_000 }, answered).attempt)).toBe(answered);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(20_000);
});

it('throws what is final', async () => {
  const { attempt, limits } = script(final(false));
  expect(await run(attempt)).toBeInstanceOf(UnexpectedAnswer);
  expect(limits).toHaveLength(1);
});

it('throws what the ledger decided also after an attempt that was lost', async () => {
  expect(await run(script(noAnswer, final(true)).attempt)).toBeInstanceOf(UnexpectedAnswer);
});

it('does not take an answer that knows nothing of the lost attempt for its outcome', async () => {
  const end = await run(script(noAnswer, final(false)).attempt);
  expect(end).toMatchObject({ kind: 'gave-up', attempts: 2, maybeDone: true });
});

it('ends a wait when the caller gives up', async () => {
  const stop = new AbortController();
  const { attempt, limits } = script({ ...turnedAway, afterMs: 20_000 });
  setTimeout(() => stop.abort('enough'), 10);
  expect(await run(attempt, {}, stop.signal)).toMatchObject({ kind: 'gave-up', cause: 'enough' });
  expect(limits).toHaveLength(1);
  expect(jest.getTimerCount()).toBe(0);
});
