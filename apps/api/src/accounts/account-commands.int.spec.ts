import {
  IDEMPOTENCY_KEY_HEADER,
  REPLAYED_HEADER,
  routes,
  SCOPES,
  type GrantResponse,
  type Problem,
  type Receipt,
} from '#libs/contract';
import { amount } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let authorization: string;

beforeAll(async () => {
  api = await startTestApi();
  authorization = await api.apiKey({ role: 'administrator', scopes: [...SCOPES] });
  await send('PUT', routes.model('gpt-5-nano'), { name: 'GPT-5 Nano', engine: 'openai' });
  const rate = { name: 'AI Bots', unit: 'word', tokensPerUnit: '2.5' };
  await send('PUT', routes.featureRate('ai_bots'), rate);
});

afterAll(async () => {
  await api.close();
});

async function send(method: 'POST' | 'PUT', url: string, payload: object, key: string = randomUUID()) {
  return await api.app.inject({
    method,
    url,
    payload,
    headers: { authorization, [IDEMPOTENCY_KEY_HEADER]: key },
  });
}

/** A new account that holds so many tokens of gpt-5-nano. */
async function accountWith(tokens: string): Promise<string> {
  const accountId = randomUUID();
  const granted = await send('POST', routes.grants(accountId), { model: 'gpt-5-nano', amount: tokens });
  expect(granted.statusCode).toBe(201);
  return accountId;
}

const consume = (accountId: string, body: object, key?: string) =>
  send('POST', routes.consumptions(accountId), { model: 'gpt-5-nano', feature: 'ai_bots', ...body }, key);

it('answers a consumption with a receipt that can be re-added', async () => {
  const accountId = await accountWith('1000');
  const answer = await consume(accountId, { units: '100' });
  expect(answer.statusCode).toBe(201);
  const receipt = answer.json<Receipt>();
  expect(receipt).toMatchObject({ accountId, units: '100', unit: 'word', rate: '2.5', tokens: '250' });
  expect(receipt).toMatchObject({ balanceBefore: '1000', balanceAfter: '750', unlimited: false });
  expect(receipt.drawn.map((draw) => amount(draw.tokens))).toEqual([amount('250')]);
  expect(BigInt(receipt.position)).toBeGreaterThan(0n);
});

it('counts the words of a text', async () => {
  const accountId = await accountWith('1000');
  const answer = await consume(accountId, { text: 'Two words' });
  expect(answer.json()).toMatchObject({ units: '2', tokens: '5' });
});

it('answers a retry with the original receipt and says that it is a replay', async () => {
  const accountId = await accountWith('1000');
  const first = await consume(accountId, { units: '1' }, 'retry-me');
  const again = await consume(accountId, { units: '1' }, 'retry-me');
  expect(again.statusCode).toBe(first.statusCode);
  expect(again.json()).toEqual(first.json());
  expect(first.headers[REPLAYED_HEADER.toLowerCase()]).toBeUndefined();
  expect(again.headers[REPLAYED_HEADER.toLowerCase()]).toBe('true');
});

it('refuses a key that comes back with another body or for another command', async () => {
  const accountId = await accountWith('1000');
  await consume(accountId, { units: '1' }, 'one-key');
  const answers = [
    await consume(accountId, { units: '2' }, 'one-key'),
    await send('POST', routes.grants(accountId), { model: 'gpt-5-nano', amount: '1' }, 'one-key'),
  ];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'idempotency-key-reused' });
  }
});

it('refuses a command without a key, and does nothing', async () => {
  const accountId = await accountWith('10');
  const payload = { model: 'gpt-5-nano', feature: 'ai_bots', units: '1' };
  const answer = await api.app.inject({
    method: 'POST',
    url: routes.consumptions(accountId),
    payload,
    headers: { authorization },
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'idempotency-key-missing' });
  expect((await consume(accountId, { units: '1' })).json()).toMatchObject({ balanceBefore: '10' });
});

it('says what was needed and what there is when the tokens do not suffice', async () => {
  const answer = await consume(await accountWith('249.5'), { units: '100' });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json<Problem>()).toMatchObject({
    status: answer.statusCode,
    code: 'insufficient-tokens',
    needed: '250',
    available: '249.5',
    held: '0',
  });
});

it.each([
  [{ feature: 'unheard_of', units: '1' }, 'unknown-rate'],
  [{ model: 'unheard-of', units: '1' }, 'allocation-not-found'],
])('refuses %j as %s', async (body, code) => {
  const answer = await consume(await accountWith('10'), body);
  expect(answer.json()).toMatchObject({ code });
});

it.each([
  {},
  { units: '1', text: 'both' },
  { units: '-1' },
  { units: '1e3' },
  { units: '1.0000001' },
  { units: 1 },
  { units: '1', surprise: true },
])('refuses the malformed consumption %j', async (body) => {
  const answer = await consume('somebody', body);
  expect(answer.json()).toMatchObject({ code: 'validation-failed' });
});

it('refuses to grant tokens of a model that nobody defined', async () => {
  const answer = await send('POST', routes.grants('somebody'), { model: 'gtp-5-nano', amount: '1' });
  expect(answer.json()).toMatchObject({ code: 'unknown-model', model: 'gtp-5-nano' });
});

it('draws the grant that expires soonest first, and says which', async () => {
  const accountId = await accountWith('100');
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const expiring = await send('POST', routes.grants(accountId), {
    model: 'gpt-5-nano',
    amount: '5',
    expiresAt,
  });
  const { grantId } = expiring.json<GrantResponse>();
  const receipt = (await consume(accountId, { units: '4' })).json<Receipt>();
  expect(receipt.drawn).toMatchObject([{ grantId, tokens: '5' }, { tokens: '5' }]);
});

it('records consumptions of an unlimited allocation without drawing', async () => {
  const accountId = randomUUID();
  await send('PUT', routes.allocation(accountId, 'gpt-5-nano'), { unlimited: true });
  const answer = await consume(accountId, { units: '1000000' });
  expect(answer.json()).toMatchObject({ tokens: '2500000', unlimited: true, drawn: [], balanceAfter: '0' });
});

it('charges by a changed rate from the answer on, and keeps what was charged', async () => {
  const accountId = await accountWith('1000');
  const rate = (tokensPerUnit: string, effectiveFrom?: string) =>
    send('PUT', routes.featureRate('drawing'), {
      name: 'Drawing',
      unit: 'image',
      tokensPerUnit,
      effectiveFrom,
    });
  await rate('10');
  const before = await consume(accountId, { feature: 'drawing', units: '1' }, 'before');
  await rate('20');
  await rate('30', new Date(Date.now() + 86_400_000).toISOString());
  const after = await consume(accountId, { feature: 'drawing', units: '1' });
  expect(before.json()).toMatchObject({ tokens: '10', rateRevision: 0 });
  expect(after.json()).toMatchObject({ tokens: '20', rateRevision: 1 });
  const replay = await consume(accountId, { feature: 'drawing', units: '1' }, 'before');
  expect(replay.json()).toEqual(before.json());
});

it.each(['0', '-1', '0.0000001'])('refuses a rate of %s', async (tokensPerUnit) => {
  const answer = await send('PUT', routes.featureRate('bad'), { name: 'Bad', unit: 'word', tokensPerUnit });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
});

it('records what is due to expire and answers an empty list when nothing is', async () => {
  const accountId = await accountWith('1');
  const answer = await send('POST', routes.expirations(accountId), {});
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({
    expired: [],
    rolledOver: [],
    tookEffect: [],
    holdsExpired: [],
    position: null,
  });
});
