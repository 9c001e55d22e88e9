import type { SendingOptions } from './import-options.js';
import { importUsage } from './import-usage.js';
import { problem, StubLedger } from './testing/stub-ledger.js';
import { written } from './testing/written-file.js';

let ledger: StubLedger;
let apiUrl: URL;
beforeEach(async () => {
  ledger = new StubLedger();
  apiUrl = await ledger.listen();
});
afterEach(() => ledger.close());

interface Wishes extends Partial<SendingOptions> {
  readonly rowsMax?: number;
  readonly interrupt?: AbortSignal;
  readonly dryRun?: boolean;
}

/** @returns what was shown, and the exit code or what it stopped with. */
async function run(path: string, { rowsMax, interrupt, dryRun, ...sending }: Wishes = {}) {
  const lines: string[] = [];
  const patience = { attemptsMax: 4, firstWaitMs: 1, waitMsMax: 4 };
  const options = {
    path,
    delimiter: ',',
    mapping: {
      account: { column: 'user' },
      model: { value: 'gpt' },
      feature: { value: 'chat' },
      units: ['in', 'out'],
    },
    operationPrefix: 'import-usage',
    rowsMax: rowsMax ?? null,
    strict: sending.strict ?? false,
    sending: dryRun
      ? null
      : { apiUrl, apiKey: 'key', concurrency: 8, keepOrder: false, strict: false, patience, ...sending },
  };
  const exit = await importUsage(
    options,
    { line: (text = '') => void lines.push(text) },
    interrupt ?? new AbortController().signal,
  ).catch((error: unknown) => error);
  return { exit, text: lines.join('\n') };
}

const log = (rows: number, user = 'ada') =>
  ['at,user,in,out', ...Array.from({ length: rows }, (_, row) => `${row},${user},${row},1`)].join('\r\n');
const shuffled = (text: string) => {
  const [header = '', ...rows] = text.split('\r\n');
  return [header, ...rows.reverse()].join('\r\n');
};
/** 2 tokens for each of the units 1 + 2 + ... + rows. */
const tokens = (rows: number) => BigInt(rows) * BigInt(rows + 1);

it('sends every row once, and tells the exact sum of the receipts', async () => {
  const { exit, text } = await run(written(log(300)));
  expect(exit).toBe(0);
  expect(ledger.receipts.size).toBe(300);
  expect(text).toMatch(new RegExp(`Accepted +300 +${tokens(300)} tokens`));
});

it('changes nothing when it is run again, with other concurrency and in another order', async () => {
  await run(written(log(300)));
  const { exit, text } = await run(written(shuffled(log(300))), { concurrency: 3, keepOrder: true });
  expect(exit).toBe(0);
  expect(ledger.receipts.size).toBe(300);
  expect(text).toMatch(/Accepted +0 +0 tokens/);
  expect(text).toMatch(new RegExp(`Replayed +300 +${tokens(300)} tokens`));
});

it('sends only what is new of a log that has grown', async () => {
  await run(written(log(20)));
  const { text } = await run(written(log(25)));
  expect(text).toMatch(/Accepted +5/);
  expect(text).toMatch(/Replayed +20/);
});

it('keeps connections open, and no more requests under way than are allowed', async () => {
  await run(written(log(200)), { concurrency: 5 });
  expect(ledger.inFlightMax).toBeLessThanOrEqual(5);
  expect(ledger.connections.size).toBeLessThanOrEqual(5);
});

it.each([429, 502, 503, 504])('sends a row again under the same key after %d', async (status) => {
  ledger.fault = ({ attempt }, response) => attempt < 3 && problem(response, status, 'later');
  const { exit, text } = await run(written(log(30)));
  expect(exit).toBe(0);
  expect(ledger.arrived).toHaveLength(90);
  expect(ledger.receipts.size).toBe(30);
  expect(text).toMatch(/Accepted +30/);
});

it('sends a row again when the connection is lost, before or after it was carried out', async () => {
  ledger.fault = (consumption, response) => {
    if (consumption.attempt > 1) return false;
    if (Number(consumption.units) % 2 === 0) ledger.carryOut(consumption);
    response.socket?.resetAndDestroy();
    return true;
  };
  const { exit, text } = await run(written(log(30)));
  expect(exit).toBe(0);
  expect(ledger.receipts.size).toBe(30);
  expect(text).toMatch(/Accepted +15/);
  expect(text).toMatch(/Replayed +15/);
  expect(text).toMatch(new RegExp(`Tokens +${tokens(30)} `));
});

it('sends a row again when the answer breaks off', async () => {
  ledger.fault = ({ attempt }, response) => {
    if (attempt > 1) return false;
    response.writeHead(201, { 'Content-Length': 500 }).write('{"operationId":', () => response.destroy());
    return true;
  };
  expect((await run(written(log(10)))).exit).toBe(0);
  expect(ledger.receipts.size).toBe(10);
});

it('waits as long as the API asks', async () => {
  ledger.fault = ({ attempt }, response) =>
    attempt === 1 && problem(response, 429, 'rate-limited', { 'Retry-After': 1 });
  expect((await run(written(log(1)))).exit).toBe(0);
  const [first, second] = ledger.arrived.map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(995);
});

it('gives up when the API takes nothing any more, and sums up what was taken', async () => {
  ledger.fault = ({ place }, response) => place > 20 && problem(response, 503, 'event-store-unavailable');
  const { exit, text } = await run(written(log(50)));
  expect(exit).toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('503 event-store-unavailable'),
  });
  expect(text).toMatch(/Accepted +20/);
  expect(text).toMatch(/Not answered +8/);
});

it('stops at once where there is no API', async () => {
  await ledger.close();
  const { exit, text } = await run(written(log(50)));
  expect(exit).toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/cannot be reached at .*ECONNREFUSED/),
  });
  expect(text).toBe('');
});

it.each([401, 403])('stops at the first row when the key is refused with %d', async (status) => {
  ledger.fault = (_, response) => problem(response, status, 'unauthenticated');
  const { exit } = await run(written(log(50)));
  expect(exit).toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(`refuses the key (${status})`),
  });
  expect(ledger.arrived).toHaveLength(1);
});

it('stops when something else than the API answers', async () => {
  ledger.fault = (_, response) => {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not here</h1>');
    return true;
  };
  expect((await run(written(log(50)))).exit).toMatchObject({
    message: expect.stringContaining('Is --api-url right?'),
  });
});

it('goes on past rows that are refused or malformed, and tells of them', async () => {
  ledger.fault = ({ units }, response) => units === '3' && problem(response, 409, 'insufficient-tokens');
  const { exit, text } = await run(written(`${log(5)}\r\n5,ada,x,1`));
  expect(exit).toBe(1);
  expect(text).toMatch(/Accepted +4/);
  expect(text).toContain('    insufficient-tokens: 1\n      line 4: Detail of insufficient-tokens.');
  expect(text).toMatch(/Malformed +1\n {6}line 7: the column "in": "x" is no number/);
});

it('stops at the first refused row when it is strict', async () => {
  ledger.fault = ({ units }, response) => units === '1' && problem(response, 409, 'insufficient-tokens');
  const { exit } = await run(written(log(50)), { strict: true });
  expect(exit).toMatchObject({ exitCode: 1, message: expect.stringContaining('line 2 is refused') });
  expect(ledger.arrived).toHaveLength(1);
});

it('stops at the first malformed row when it is strict', async () => {
  const { exit } = await run(written('at,user,in,out\n1,ada,1,1\n2,,1,1\n3,ada,1,1'), { strict: true });
  expect(exit).toMatchObject({ exitCode: 1, message: expect.stringContaining('line 3 is malformed') });
  expect(ledger.receipts.size).toBe(1);
});

it('keeps the order of each account when asked to, also when rows have to be sent again', async () => {
  const rows = Array.from({ length: 60 }, (_, row) => `${row},user-${row % 3},${row},0`);
  ledger.fault = ({ attempt, place }, response) =>
    attempt === 1 && place % 2 === 1 && problem(response, 503, 'busy');
  await run(written(['at,user,in,out', ...rows].join('\n')), { keepOrder: true });
  for (const user of ['user-0', 'user-1', 'user-2']) {
    const units = [...ledger.receipts.values()]
      .filter((each) => each.accountId === user)
      .map((each) => Number(each.units));
    expect(units).toEqual([...units].sort((a, b) => a - b));
    expect(units).toHaveLength(20);
  }
});

it('finishes what is under way when it is interrupted, and can be run again', async () => {
  const interruption = new AbortController();
  ledger.fault = ({ place }) => {
    if (place === 40) interruption.abort();
    return false;
  };
  const { exit, text } = await run(written(log(200)), { interrupt: interruption.signal });
  expect(exit).toMatchObject({ exitCode: 130 });
  const accepted = ledger.receipts.size;
  expect(accepted).toBeLessThan(60);
  expect(text).toMatch(new RegExp(`Accepted +${accepted} `));
  expect((await run(written(log(200)))).exit).toBe(0);
  expect(ledger.receipts.size).toBe(200);
});

it('does not wait out a pause when it is interrupted', async () => {
  const interruption = new AbortController();
  ledger.fault = (_, response) => {
    response.on('close', () => interruption.abort());
    return problem(response, 503, 'later', { 'Retry-After': 300 });
  };
  expect((await run(written(log(5)), { interrupt: interruption.signal })).exit).toMatchObject({
    exitCode: 130,
  });
});

it('reads the first rows only when asked to, under the ids that they have in the whole file', async () => {
  await run(written(log(50)), { rowsMax: 10 });
  expect(ledger.receipts.size).toBe(10);
  expect((await run(written(log(50)))).text).toMatch(/Replayed +10/);
});

it('sends nothing in a dry run', async () => {
  const { exit, text } = await run(written(log(50)), { dryRun: true });
  expect(exit).toBe(0);
  expect(ledger.arrived).toEqual([]);
  expect(text).toMatch(new RegExp(`Would be sent +50 +${tokens(50) / 2n} units`));
});

it('has nothing to do for a log without rows', async () => {
  expect((await run(written('at,user,in,out\r\n'))).exit).toBe(0);
});
