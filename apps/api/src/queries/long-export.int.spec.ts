import { routes } from '#libs/contract';
import { UsageQuery } from '#libs/read-models';
import { writePastUsage } from '#libs/read-models/testing';
import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const COUNT = 100_000;
const PAGES = COUNT / 1_000;
/** On their way to somebody who does not read: in the stream, and in the buffers of the network. */
const PAGES_UNREAD_MAX = 30;
const ACCOUNT = 'acc-long';

let api: TestApi;
let driver: AccountDriver;
let authorization: string;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
  authorization = await api.apiKey({ role: 'administrator', scopes: ['usage:read'] });
  const { database } = api.resources.readModels;
  await writePastUsage((statement, parameters) => database.query(statement, parameters), {
    ...{ accountId: ACCOUNT, count: COUNT, until: new Date('2026-01-01T00:00:00Z'), apartSeconds: 60 },
    ...{ models: ['gpt-5-nano', 'claude'], features: ['ai_bots', 'training'] },
  });
}, 60_000);
afterAll(() => api.close());
afterEach(() => jest.restoreAllMocks());

/** A copy of the newest, but newer. */
async function addOne(position: number): Promise<void> {
  const { database } = api.resources.readModels;
  const columns = 'operation_id, model, feature, units, unit, rate, rate_revision, tokens, drawn, unlimited';
  const more = 'balance_before, balance_after, consumed_at';
  await database.query(
    `INSERT INTO read_models.consumptions (account_id, position, ${columns}, ${more})
     SELECT account_id, $2, ${columns}, ${more} FROM read_models.consumptions
      WHERE account_id = $1 ORDER BY position DESC LIMIT 1`,
    [ACCOUNT, position],
  );
}

/** Over a real connection: what nobody reads waits in it. */
async function download(format: 'csv' | 'json'): Promise<IncomingMessage> {
  const url = new URL(`${routes.usageExport(ACCOUNT)}?format=${format}`, api.url);
  const [answer] = (await once(get(url, { headers: { authorization } }), 'response')) as [IncomingMessage];
  return answer;
}

/** Calls go through: only counted. */
const countPages = () => jest.spyOn(api.app.get(UsageQuery), 'page');

/** How many pages were read when no more are: while forty other requests went all the way to the database and back. */
async function settled(pages: ReturnType<typeof countPages>): Promise<number> {
  for (;;) {
    const before = pages.mock.calls.length;
    for (let request = 0; request < 40; request += 1)
      expect((await driver.get(routes.balance(ACCOUNT))).statusCode).toBe(200);
    if (pages.mock.calls.length === before) return before;
  }
}

it('has every entry once, newest first, and nothing of what is used meanwhile', async () => {
  const answer = await download('csv');
  let text = '';
  let isAdded = false;
  for await (const piece of answer.setEncoding('utf8')) {
    text += String(piece);
    if (isAdded) continue;
    isAdded = true;
    await addOne(COUNT + 1);
  }
  const positions = text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => Number(line.split(',').at(-1)));
  expect(positions).toEqual(Array.from({ length: COUNT }, (_, index) => COUNT - index));
});

it('reads no further ahead than somebody takes what is there', async () => {
  const pages = countPages();
  const answer = await download('json');
  await once(answer, 'readable');
  expect(await settled(pages)).toBeLessThan(PAGES_UNREAD_MAX);
  answer.resume();
  await once(answer, 'end');
  expect(pages.mock.calls.length).toBe(PAGES + 1); // with the one that was added meanwhile
});

it('asks the database for nothing more when whoever asked is gone', async () => {
  const pages = countPages();
  const answer = await download('json');
  await once(answer, 'readable');
  answer.destroy();
  expect(await settled(pages)).toBeLessThan(PAGES_UNREAD_MAX);
});

/** Of the connections that wait for the table: those of the export. */
async function waitingForTable(): Promise<number> {
  const { database } = api.resources.readModels;
  const rows: unknown[] = await database.query(
    `SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'read_models.consumptions'::regclass`,
  );
  return rows.length;
}

it('cancels the statement that is running when whoever asked is gone', async () => {
  const holder = api.resources.readModels.database.createQueryRunner();
  await holder.startTransaction();
  await holder.query('LOCK TABLE read_models.consumptions IN ACCESS EXCLUSIVE MODE');
  try {
    const url = new URL(`${routes.usageExport(ACCOUNT)}?format=csv`, api.url);
    const request = get(url, { headers: { authorization } }).on('error', () => undefined);
    while ((await waitingForTable()) === 0);
    request.destroy();
    while ((await waitingForTable()) > 0); // the lock is held still: only a cancellation ends the waiting
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
  }
  expect((await driver.get(routes.balance(ACCOUNT))).statusCode).toBe(200);
});
