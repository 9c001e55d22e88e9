import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '#libs/platform';
import {
  endowedAccount,
  TokenLedger,
  until,
  WORKSPACE,
  type ApiClient,
  type Consumption,
} from '../system/index.js';
import { Load } from './load.js';
import { closeLog } from './log-of.js';

let ledger: TokenLedger;
let api: ApiClient;
let database: pg.Client;

beforeAll(async () => {
  ledger = await TokenLedger.start();
  api = await ledger.client();
  database = new pg.Client({ connectionString: ledger.databaseUrl });
  await database.connect();
}, 240_000);

afterAll(async () => {
  await database.end();
  await closeLog();
  await ledger.discard();
});

async function projectedCount(accountId: string): Promise<number> {
  const { rows } = await database.query<{ count: string }>(
    'SELECT count(*) FROM read_models.consumptions WHERE account_id = $1',
    [accountId],
  );
  return Number(rows[0]?.count);
}

/** One row for each operation, and the balance that follows from them. */
async function expectExactly({ accountId }: Consumption, load: Load, granted: number): Promise<void> {
  const last = [...load.receipts.values()].reduce((a, b) =>
    BigInt(a.position) > BigInt(b.position) ? a : b,
  );
  const balance = await api.balance(accountId, last.position);
  expect(balance.available).toBe(String(granted - load.receipts.size));
  expect(await projectedCount(accountId)).toBe(load.receipts.size);
}

it('has every event once in the read models when the projector is killed while it works off a backlog', async () => {
  const consumption = await endowedAccount(api, '1000000');
  const load = new Load(api, consumption);
  for (const round of [1, 2, 3]) {
    const projector = ledger.pidOf('projector');
    process.kill(projector, 'SIGSTOP');
    const backlog = load.receipts.size + 500;
    await until(`a backlog has grown (${round})`, () => load.receipts.size >= backlog);
    const before = await projectedCount(consumption.accountId);
    process.kill(projector, 'SIGCONT');
    await until(
      'it works the backlog off',
      async () => (await projectedCount(consumption.accountId)) > before,
    );
    process.kill(projector, 'SIGKILL');
    await ledger.restarted('projector', projector);
  }
  await load.settle();
  await expectExactly(consumption, load, 1_000_000);
}, 240_000);

it('has every event once with two projectors, also when one of them is killed', async () => {
  const consumption = await endowedAccount(api, '1000000');
  const second = spawn(process.execPath, [join(WORKSPACE, 'dist', 'apps', 'projector', 'src', 'main.js')], {
    env: {
      ...process.env,
      DATABASE_URL: ledger.databaseUrl,
      EVENT_STORE_URL: ledger.eventStoreUrl,
      PROJECTOR_PORT: String(await freePort()),
    },
    stdio: 'ignore',
  });
  try {
    const load = new Load(api, consumption);
    await until('both had something to do', () => load.receipts.size > 500);
    const first = ledger.pidOf('projector');
    ledger.kill('projector');
    const soFar = load.receipts.size;
    await until('the other goes on', async () => (await projectedCount(consumption.accountId)) > soFar);
    await ledger.restarted('projector', first);
    await load.settle();
    await expectExactly(consumption, load, 1_000_000);
  } finally {
    second.kill('SIGTERM');
    await once(second, 'exit');
  }
}, 240_000);
