import { routes } from '#libs/contract';
import { openIdentity } from '#libs/identity';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import {
  endowedAccount,
  ledgerCommand,
  newDataFolder,
  TokenLedger,
  until,
  type Consumption,
} from '../system/index.js';

const ROWS = 2_000;

let ledger: TokenLedger;
let folder: string;
let apiKey: string;
let consumption: Consumption;

beforeAll(async () => {
  ledger = await TokenLedger.start();
  folder = newDataFolder();
  const identity = await openIdentity(ledger.databaseUrl);
  apiKey = (
    await identity.apiKeys.create({
      name: 'Import',
      role: 'service',
      scopes: ['tokens:consume'],
      accountId: null,
      expiresAt: null,
    })
  ).key;
  await identity.close();
  const api = await ledger.client();
  consumption = await endowedAccount(api, '100000000');
  await api.command('PUT', routes.featureRate(consumption.feature), {
    name: 'LLM API',
    unit: 'token',
    tokensPerUnit: '1',
  });
}, 240_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await ledger.discard();
});

/** Two columns to be added up; every tenth row says the same as the one before. */
function usageLog(): { readonly path: string; readonly sum: bigint } {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const row = index % 10 === 9 ? index - 1 : index;
    return [`2023-11-16 18:${String(row).padStart(5, '0')}`, (row * 37) % 4_000, (row * 11) % 900] as const;
  });
  const path = join(folder, 'trace.csv');
  writeFileSync(
    path,
    ['TIMESTAMP,ContextTokens,GeneratedTokens', ...rows.map((row) => row.join(','))].join('\n'),
  );
  return {
    path,
    sum: rows.reduce((total, [, context, generated]) => total + BigInt(context + generated), 0n),
  };
}

async function projectedTokens(): Promise<{ readonly tokens: string; readonly rows: string }> {
  const database = new pg.Client({ connectionString: ledger.databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<{ tokens: string; rows: string }>(
      'SELECT trunc(sum(tokens))::text AS tokens, count(*)::text AS rows FROM read_models.consumptions WHERE account_id = $1',
      [consumption.accountId],
    );
    return rows[0] ?? { tokens: '0', rows: '0' };
  } finally {
    await database.end();
  }
}

async function runImport(path: string): Promise<string> {
  const { accountId, model, feature } = consumption;
  const flags = ['--account', accountId, '--model', model, '--feature', feature, '--api-url', ledger.apiUrl];
  const columns = ['--units-column', 'ContextTokens,GeneratedTokens'];
  const command = ledgerCommand(['import-usage', path, ...flags, ...columns], {
    environment: { LEDGER_API_KEY: apiKey },
  });
  expect(await command.exited).toBe(0);
  return command.output();
}

it('brings the sum of a usage log into the read models, exactly, and a second run changes nothing', async () => {
  const { path, sum } = usageLog();
  expect(await runImport(path)).toMatch(/Accepted\s+2,000/);
  const expected = { tokens: sum.toString(), rows: String(ROWS) };
  await until('all rows are projected', async () => (await projectedTokens()).rows === expected.rows);
  expect(await projectedTokens()).toEqual(expected);

  expect(await runImport(path)).toMatch(/Replayed\s+2,000/);
  expect(await projectedTokens()).toEqual(expected);
}, 240_000);
