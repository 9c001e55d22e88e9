import { isRefused } from './answers/refused.js';
import { OutcomeUnknown, Unavailable } from './answers/unanswered.js';
import { LedgerClient } from './ledger-client.js';
import { broken, hanging, json, refusal, scriptedApi } from './testing/scripted-api.js';

const call = { accountId: 'acc 1', model: 'gpt-5-nano', feature: 'ai_bots', units: '100' };

it('sends a command with its key, and the key of the client', async () => {
  const { ledger, sent } = scriptedApi([json(201, { tokens: '250' })]);
  expect(await ledger.consume({ ...call, idempotencyKey: 'call-1' })).toEqual({
    tokens: '250',
    replayed: false,
  });
  expect(sent).toMatchObject([
    {
      method: 'POST',
      url: 'https://ledger.test/api/v1/accounts/acc%201/consumptions',
      headers: { authorization: 'Bearer tlk_key', 'idempotency-key': 'call-1' },
      body: { model: 'gpt-5-nano', feature: 'ai_bots', units: '100' },
    },
  ]);
});

it('keeps a path of the base URL, and asks for what it has written', async () => {
  const { ledger, sent } = scriptedApi([json(200, {})], { baseUrl: 'https://example.com/ledger/' });
  await ledger.balance({ accountId: 'acc-1', after: '42', zone: undefined });
  expect(sent[0]?.url).toBe('https://example.com/ledger/api/v1/accounts/acc-1/balance?after=42');
});

it('sends the key that it made in every attempt', async () => {
  const { ledger, sent } = scriptedApi([broken, refusal(503, 'event-store-unavailable'), json(201, {})]);
  await ledger.consume(call);
  const keys = sent.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
});

it('makes a new key for every operation', async () => {
  const { ledger, sent } = scriptedApi([json(201, {})]);
  await ledger.consume(call);
  await ledger.consume(call);
  expect(sent[0]?.headers['idempotency-key']).not.toBe(sent[1]?.headers['idempotency-key']);
});

it('never sends again what is refused, and hands its figures over', async () => {
  const { ledger, sent } = scriptedApi([
    refusal(409, 'insufficient-tokens', { needed: '250', available: '7' }),
  ]);
  const error: unknown = await ledger
    .consume({ ...call, idempotencyKey: 'call-1' })
    .catch((thrown) => thrown);
  if (!isRefused(error, 'insufficient-tokens')) throw error;
  const { needed, available }: { needed: string; available: string } = error.problem;
  expect([needed, available]).toEqual(['250', '7']);
  expect(error).toMatchObject({ code: 'insufficient-tokens', status: 409, idempotencyKey: 'call-1' });
  expect(isRefused(error, 'hold-closed', 'spending-frozen')).toBe(false);
  expect(sent).toHaveLength(1);
});

it('says that the outcome is not known, and by which key it can be asked for', async () => {
  const { ledger } = scriptedApi([broken], { retries: 1 });
  const error = await ledger.consume({ ...call, idempotencyKey: 'call-1' }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(OutcomeUnknown);
  expect(error).toMatchObject({ idempotencyKey: 'call-1', attempts: 2 });
  expect(error.message).toBe(
    'Whether it was carried out is not known after 2 attempts: fetch failed: other side closed. ' +
      'Sending it again with the idempotency key call-1 is safe.',
  );
});

it('says that nothing was done when every attempt was turned away', async () => {
  const { ledger } = scriptedApi([refusal(429, 'rate-limited')], { retries: 1 });
  const error = await ledger.consume({ ...call, idempotencyKey: 'call-1' }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Unavailable);
  expect(error).toMatchObject({ idempotencyKey: 'call-1', problem: { code: 'rate-limited' } });
});

it('sends nothing for a caller who has given up before', async () => {
  const { ledger, sent } = scriptedApi([json(201, {})]);
  await expect(ledger.consume(call, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  expect(sent).toEqual([]);
});

it('tells a caller who gives up on the way that the outcome is not known, but of a query only that', async () => {
  const { ledger } = scriptedApi([hanging]);
  const stop = new AbortController();
  const command = ledger.consume(call, { signal: stop.signal }).catch((thrown) => thrown);
  const query = ledger.balance({ accountId: 'acc-1' }, { signal: stop.signal }).catch((thrown) => thrown);
  stop.abort('enough');
  expect(await command).toMatchObject({ name: 'OutcomeUnknown', cause: 'enough', attempts: 1 });
  expect(await query).toBe('enough');
});

it('gives an attempt up that takes too long', async () => {
  const { ledger, sent } = scriptedApi([hanging, json(201, {})], { timeoutMs: 20 });
  await ledger.consume(call);
  expect(sent).toHaveLength(2);
});

it.each([
  { baseUrl: 'ftp://ledger.test' },
  { baseUrl: 'nowhere' },
  { apiKey: 'two\nlines' },
  { apiKey: '' },
  { timeoutMs: 0 },
  { totalMs: NaN },
  { retries: -1 },
  { retries: 1.5 },
])('is not made with %j, and tells nobody the key', (wrong) => {
  const make = () => new LedgerClient({ baseUrl: 'https://ledger.test', apiKey: 'tlk_secret', ...wrong });
  expect(make).toThrow();
  expect(make).not.toThrow(/tlk_secret/);
});
