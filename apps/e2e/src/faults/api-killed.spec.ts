import { endowedAccount, TokenLedger, until, type ApiClient } from '../system/index.js';
import { Load } from './load.js';
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

it('keeps every acknowledged command, and none twice, when the API is killed in a stream of them', async () => {
  const consumption = await endowedAccount(api, '1000000');
  const load = new Load(api, consumption);
  for (const acknowledgedMin of [300, 900]) {
    await until(`${acknowledgedMin} commands are acknowledged`, () => load.receipts.size >= acknowledgedMin);
    const killed = ledger.pidOf('API');
    ledger.kill('API');
    await ledger.restarted('API', killed);
  }
  const before = load.receipts.size;
  await until('commands are acknowledged again', () => load.receipts.size > before);
  await load.settle();

  expect(load.retried.size).toBeGreaterThan(0);
  const operations = consumedOperations(await eventsOf(ledger, consumption.accountId));
  expect([...operations].sort()).toEqual([...load.receipts.keys()].sort());
}, 180_000);

it('answers a retry after the restart with the first receipt', async () => {
  const consumption = await endowedAccount(api, '1000');
  const first = await api.consume(consumption, 'before-the-crash');
  const killed = ledger.pidOf('API');
  ledger.kill('API');
  await ledger.restarted('API', killed);
  const again = await api.consume(consumption, 'before-the-crash');
  expect(again.replayed).toBe(true);
  expect(again.body).toEqual(first.body);
}, 120_000);
