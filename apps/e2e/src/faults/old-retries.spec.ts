import { routes, type BatchResponse, type Receipt } from '#libs/contract';
import { endowedAccount, TokenLedger, type ApiClient } from '../system/index.js';

/**
 * Fault tried: a retry that comes very late. By then the account has forgotten the operation (it
 * remembers 4,096), its API was killed and started again, and only the index of operations knows it.
 */
const OPERATIONS = 10_000;
const BATCH = 1_000;

let ledger: TokenLedger;
let api: ApiClient;

beforeAll(async () => {
  ledger = await TokenLedger.start();
  api = await ledger.client();
}, 240_000);

afterAll(() => ledger.discard());

it('answers a retry of an operation that is 10,000 operations old with the first receipt, before and after a restart', async () => {
  const consumption = await endowedAccount(api, '1000000');
  const { accountId, ...use } = consumption;
  const first = await api.consume(consumption, 'the-oldest');
  let last = first.body as Receipt; // there is enough
  for (let batch = 0; batch < OPERATIONS / BATCH; batch += 1) {
    const items = Array.from({ length: BATCH }, (_, index) => ({
      accountId,
      idempotencyKey: `operation-${batch}-${index}`,
      ...use,
    }));
    const answer = await api.command<BatchResponse>('POST', routes.consumptionBatch, { items });
    const receipts = answer.items.flatMap((item) => ('receipt' in item ? [item.receipt] : []));
    expect(receipts).toHaveLength(BATCH);
    last = receipts.at(-1) ?? last;
  }

  const again = await api.consume(consumption, 'the-oldest');
  expect([again.replayed, again.body]).toEqual([true, first.body]);
  const reused = await api.consume({ ...consumption, units: '2' }, 'the-oldest');
  expect(reused.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });

  const killed = ledger.pidOf('API');
  ledger.kill('API');
  await ledger.restarted('API', killed);
  const afterwards = await api.consume(consumption, 'the-oldest');
  expect([afterwards.replayed, afterwards.body]).toEqual([true, first.body]);
  const balance = await api.balance(accountId, last.position);
  expect(balance.available).toBe(String(1_000_000 - OPERATIONS - 1));
}, 240_000);
