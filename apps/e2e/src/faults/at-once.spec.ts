import type { Receipt } from '#libs/contract';
import { endowedAccount, TokenLedger, type ApiClient } from '../system/index.js';
import { closeLog, consumedOperations, eventsOf } from './log-of.js';

let ledger: TokenLedger;
let api: ApiClient;

beforeAll(async () => {
  ledger = await TokenLedger.start();
  api = await ledger.client();
}, 240_000);

afterAll(async () => {
  await closeLog();
  await ledger.discard();
});

it('carries out a command that is sent 50 times at once exactly once', async () => {
  const consumption = await endowedAccount(api, '1000');
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => api.consume(consumption, 'the-same-key')),
  );
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(consumedOperations(await eventsOf(ledger, consumption.accountId))).toEqual(['the-same-key']);
});

it('lets exactly 100 of 200 consume at once where there is enough for 100', async () => {
  const consumption = await endowedAccount(api, '100');
  const answers = await Promise.all(Array.from({ length: 200 }, () => api.consume(consumption)));
  const accepted = answers.filter(({ status }) => status < 300);
  const refused = answers.filter(({ status }) => status === 409);
  expect([accepted.length, refused.length]).toEqual([100, 100]);
  for (const { body } of refused) expect(body).toMatchObject({ code: 'insufficient-tokens', available: '0' });
  const positions = accepted.map(({ body }) => BigInt((body as Receipt).position)); // they were accepted
  const last = positions.reduce((a, b) => (a > b ? a : b));
  expect(await api.balance(consumption.accountId, last.toString())).toMatchObject({ available: '0' });
  expect(consumedOperations(await eventsOf(ledger, consumption.accountId))).toHaveLength(100);
});
