import { OutcomeUnknown } from './answers/unanswered.js';
import { broken, json, refusal, scriptedApi } from './testing/scripted-api.js';

const item = (idempotencyKey: string) => ({
  accountId: 'acc-1',
  model: 'gpt-5-nano',
  feature: 'ai_bots',
  units: '1',
  idempotencyKey,
});
const problem = (status: number, code: string) => ({
  status,
  replayed: false,
  problem: { type: '', title: code, detail: 'No.', status, code },
});
const consumed = (operationId: string) => ({ status: 201, replayed: false, receipt: { operationId } });
const batch = (...items: object[]) => json(200, { items });

it('sends only those items again that are not settled, and answers in the order of all', async () => {
  const { ledger, sent } = scriptedApi([
    broken,
    batch(problem(503, 'account-busy'), problem(409, 'insufficient-tokens'), consumed('c')),
    batch(consumed('a')),
  ]);
  const outcomes = await ledger.consumeBatch([item('a'), item('b'), item('c')]);
  expect(outcomes).toMatchObject([
    { status: 'consumed', idempotencyKey: 'a', receipt: { operationId: 'a', replayed: false } },
    { status: 'refused', idempotencyKey: 'b', refused: { code: 'insufficient-tokens' } },
    { status: 'consumed', idempotencyKey: 'c', receipt: { operationId: 'c' } },
  ]);
  expect(sent.map(({ body }) => body)).toEqual([
    { items: [item('a'), item('b'), item('c')] },
    { items: [item('a'), item('b'), item('c')] },
    { items: [item('a')] },
  ]);
});

it('says of each item by its key what is not known', async () => {
  const { ledger } = scriptedApi([batch(consumed('a'), problem(500, 'internal-error')), broken], {
    retries: 2,
  });
  const [first, second] = await ledger.consumeBatch([item('a'), item('b')]);
  expect(first).toMatchObject({ status: 'consumed' });
  expect(second).toMatchObject({ status: 'unknown', unknown: { idempotencyKey: 'b', attempts: 3 } });
  expect(second?.status === 'unknown' && second.unknown).toBeInstanceOf(OutcomeUnknown);
});

it('gives every item a key of its own, and keeps it', async () => {
  const { ledger, sent } = scriptedApi([broken, batch(consumed('a'), consumed('b'))]);
  const { idempotencyKey: _, ...keyless } = item('');
  const outcomes = await ledger.consumeBatch([keyless, keyless]);
  const keys = outcomes.map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(2);
  for (const { body } of sent)
    expect(body).toMatchObject({ items: keys.map((key) => ({ idempotencyKey: key })) });
});

it('throws when the batch is refused as a whole', async () => {
  const { ledger } = scriptedApi([refusal(403, 'forbidden')]);
  await expect(ledger.consumeBatch([item('a')])).rejects.toMatchObject({ code: 'forbidden' });
});

it('forgets no item that was settled when the key is revoked between two attempts', async () => {
  const answers = [batch(consumed('a'), problem(503, 'account-busy')), refusal(401, 'unauthenticated')];
  const [first, second] = await scriptedApi(answers).ledger.consumeBatch([item('a'), item('b')]);
  expect(first).toMatchObject({ status: 'consumed' });
  expect(second).toMatchObject({ status: 'unknown', unknown: { cause: { code: 'unauthenticated' } } });
});

it('sends nothing for an empty batch', async () => {
  const { ledger, sent } = scriptedApi([broken]);
  expect(await ledger.consumeBatch([])).toEqual([]);
  expect(sent).toEqual([]);
});
