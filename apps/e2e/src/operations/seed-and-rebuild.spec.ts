import type { Balance } from '#libs/contract';
import { ledgerCommand, TokenLedger, type ApiClient } from '../system/index.js';

const ACCOUNT = 'demo';

let ledger: TokenLedger;
let api: ApiClient;

beforeAll(async () => {
  ledger = await TokenLedger.start({ seed: true });
  api = await ledger.client();
}, 240_000);

afterAll(() => ledger.discard());

/** What stays the same whenever it is asked. */
async function figures() {
  const { available, allocations, asOf } = await api.balance(ACCOUNT, '0');
  return { available, position: asOf.position, spent: allocations.map(({ model, spent }) => [model, spent]) };
}

async function ledgerOnThisFolder(command: string): Promise<string> {
  const running = ledgerCommand([command, '--data', ledger.data]);
  expect(await running.exited).toBe(0);
  return running.output();
}

it('lets the demo user in, and shows what the demo account has', async () => {
  const answer = await fetch(new URL('/api/v1/session', ledger.apiUrl), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'demo@example.com', password: 'demo-password' }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ role: 'user', accountId: ACCOUNT });
  const balance: Balance = await api.balance(ACCOUNT, '0');
  expect(balance.allocations.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['GPT-5 Nano', 'Text Embedding 3 Small', 'Claude Sonnet 4.5']),
  );
  expect(balance.allocations.find(({ model }) => model === 'text-embedding-3-small')).toMatchObject({
    available: '2410',
    basis: '25000',
  });
});

it('has the rates of the brief', async () => {
  const { body } = await api.request('GET', '/api/feature-rates/ai_bots');
  expect(body).toEqual({
    success: true,
    data: { feature_key: 'ai_bots', feature_name: 'AI Bots', tokens_per_unit: 2.5, token_type: 'word' },
  });
});

it('changes nothing when it is seeded again', async () => {
  const before = await figures();
  expect(await ledgerOnThisFolder('seed')).toMatch(/ 0 commands carried out, \d+ were there before/);
  expect(await figures()).toEqual(before);
});

it('has the same read models after they were rebuilt', async () => {
  const before = await figures();
  expect(await ledgerOnThisFolder('rebuild')).toMatch(/✓ Rebuilding the read models/);
  expect(await figures()).toEqual(before);
});
