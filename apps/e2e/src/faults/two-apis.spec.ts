import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { routes, type BatchResponse } from '#libs/contract';
import { freePort } from '#libs/platform';
import { endowedAccount, TokenLedger, until, WORKSPACE, type ApiClient } from '../system/index.js';
import { closeLog, consumedOperations, eventsOf } from './log-of.js';

/** Fault tried: two API processes decide on one account at once, and clients retry at the other one. */
let ledger: TokenLedger;
let here: ApiClient;
let there: ApiClient;
let second: ChildProcess;

beforeAll(async () => {
  ledger = await TokenLedger.start();
  here = await ledger.client();
  const port = String(await freePort());
  second = spawn(process.execPath, [join(WORKSPACE, 'dist', 'apps', 'api', 'src', 'main.js')], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: ledger.databaseUrl,
      EVENT_STORE_URL: ledger.eventStoreUrl,
      HTTP_PORT: port,
    },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  there = here.at(url);
  await until('the second API is ready', async () => {
    const ready = await fetch(`${url}/health/ready`).catch(() => null); // it does not listen yet
    return ready?.status === 200;
  });
}, 300_000);

afterAll(async () => {
  second.kill('SIGTERM');
  await once(second, 'exit');
  await closeLog();
  await ledger.discard();
});

it('carries out once what both are sent at the same time, and both answer the same', async () => {
  const consumption = await endowedAccount(here, '1000');
  const keys = Array.from({ length: 50 }, (_, index) => `operation-${index}`);
  const answers = await Promise.all(
    keys.flatMap((key) => [here, there].map((api) => api.consume(consumption, key))),
  );
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(keys.length);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(keys.length);
  expect([...consumedOperations(await eventsOf(ledger, consumption.accountId))].sort()).toEqual(
    [...keys].sort(),
  );
});

it('lets exactly 100 of 200 through where there is enough for 100, whichever they are sent to', async () => {
  const consumption = await endowedAccount(here, '100');
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => (index % 2 ? here : there).consume(consumption)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(100);
  expect(consumedOperations(await eventsOf(ledger, consumption.accountId))).toHaveLength(100);
});

it('recognizes at one what the other did long ago, and what neither remembers any more', async () => {
  const consumption = await endowedAccount(here, '1000000');
  const { accountId, ...use } = consumption;
  const first = await there.consume(consumption, 'the-oldest');
  for (let batch = 0; batch < 5; batch += 1) {
    const items = Array.from({ length: 1_000 }, (_, index) => ({
      accountId,
      idempotencyKey: `operation-${batch}-${index}`,
      ...use,
    }));
    const api = batch % 2 ? here : there;
    const { items: done } = await api.command<BatchResponse>('POST', routes.consumptionBatch, { items });
    expect(done.filter(({ status }) => status !== 201)).toEqual([]);
  }
  for (const api of [here, there]) {
    const again = await api.consume(consumption, 'the-oldest');
    expect([again.replayed, again.body]).toEqual([true, first.body]);
    const reused = await api.consume({ ...consumption, units: '2' }, 'the-oldest');
    expect(reused.status).toBe(422);
  }
}, 120_000);

it('charges by a rate that the other one changed, once it has heard of it', async () => {
  const consumption = await endowedAccount(here, '1000');
  const rate = { name: 'Drawing', unit: 'image', tokensPerUnit: '5' };
  await there.command('PUT', routes.featureRate('drawing'), rate);
  const drawing = { ...consumption, feature: 'drawing' };
  await until('it has', async () => (await here.consume(drawing)).status === 201);
  expect((await here.consume(drawing)).body).toMatchObject({ rate: '5', tokens: '5' });
});
