import { isRefused, LedgerClient, OutcomeUnknown } from '#libs/client';
import { freePort } from '#libs/platform';
import {
  builtProgram,
  endowedAccount,
  TokenLedger,
  until,
  type ApiClient,
  type Consumption,
} from '../system/index.js';
import { FaultyNetwork } from './faulty-network.js';

let system: TokenLedger;
let api: ApiClient;
let apiKey: string;
let network: FaultyNetwork;
/** Over the faulty network. */
let ledger: LedgerClient;

beforeAll(async () => {
  system = await TokenLedger.start();
  api = await system.client();
  apiKey = await system.apiKey('service', ['tokens:consume', 'balances:read', 'usage:read']);
  network = await FaultyNetwork.before(system.apiUrl);
  ledger = new LedgerClient({ baseUrl: network.url, apiKey });
}, 240_000);

afterAll(async () => {
  await network.close();
  await system.discard();
});

/** An account with 100 tokens, of which one is used for each word. */
let use: Consumption;
beforeEach(async () => {
  use = await endowedAccount(api, '100');
  network.heal();
});

const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  );

/** What the log says, through the read models: no client's word for it. */
async function figures() {
  const { accountId } = use;
  const probe = await ledger.consume({ ...use, units: '0' });
  const { allocations } = await ledger.balance({ accountId, after: probe.position });
  const { available, held, spent } = allocations[0] ?? {};
  return { available, held, spent };
}

describe('commands and queries', () => {
  it('consumes, and reads its own write', async () => {
    const receipt = await ledger.consume({ ...use, units: '2.5' });
    expect(receipt).toMatchObject({ tokens: '2.5', balanceAfter: '97.5', replayed: false });
    const { accountId } = use;
    const { operationId, position: after } = receipt;
    expect(await ledger.receipt({ accountId, operationId, after })).toMatchObject({ tokens: '2.5' });
    expect(await ledger.balance({ accountId, after })).toMatchObject({ available: '97.5' });
  });

  it('lets the ledger count a text', async () => {
    const { accountId, model, feature } = use;
    const receipt = await ledger.consume({ accountId, model, feature, text: 'To be, or not to be' });
    expect(receipt).toMatchObject({ units: '6', tokens: '6' });
  });

  it('answers the same operation with its first receipt', async () => {
    const first = await ledger.consume({ ...use, idempotencyKey: 'call-1' });
    const again = await ledger.consume({ ...use, idempotencyKey: 'call-1' });
    expect(again).toEqual({ ...first, replayed: true });
  });

  it('reserves, extends, settles and releases', async () => {
    const { accountId } = use;
    const { holdId, ...hold } = await ledger.reserve({ ...use, units: '40', ttlSeconds: 60 });
    const extended = await ledger.extend({ accountId, holdId, ttlSeconds: 600 });
    expect(Date.parse(extended.expiresAt)).toBeGreaterThan(Date.parse(hold.expiresAt));
    const settlement = await ledger.settle({ accountId, holdId, units: '15' });
    expect(settlement).toMatchObject({ tokens: '15', held: '40', balanceAfter: '85', replayed: false });
    expect(await ledger.settle({ accountId, holdId, units: '15' })).toEqual({
      ...settlement,
      replayed: true,
    });
    const other = await ledger.reserve({ ...use, units: '40' });
    expect(await ledger.release({ accountId, holdId: other.holdId })).toMatchObject({ balanceAfter: '85' });
    expect(await figures()).toEqual({ available: '85', held: '0', spent: '15' });
  });

  it('consumes a batch, each item on its own', async () => {
    const outcomes = await ledger.consumeBatch([
      { ...use, idempotencyKey: 'item-1' },
      { ...use, feature: 'unheard-of' },
      { ...use, units: '101' },
      { ...use, idempotencyKey: 'item-1' },
    ]);
    expect(outcomes).toMatchObject([
      { status: 'consumed', idempotencyKey: 'item-1', receipt: { tokens: '1', replayed: false } },
      { status: 'refused', refused: { code: 'unknown-rate', status: 422 } },
      { status: 'refused', refused: { code: 'insufficient-tokens', problem: { available: '99' } } },
      { status: 'consumed', receipt: { tokens: '1', replayed: true } },
    ]);
  });
});

describe('refusals', () => {
  it('come with their figures, at the first attempt', async () => {
    await ledger.reserve({ ...use, units: '30' });
    const error = await thrownBy(ledger.consume({ ...use, units: '71', idempotencyKey: 'too-much' }));
    if (!isRefused(error, 'insufficient-tokens')) throw error;
    const { needed, available, held } = error.problem;
    expect({ needed, available, held }).toEqual({ needed: '71', available: '70', held: '30' });
    expect(error).toMatchObject({ status: 409, idempotencyKey: 'too-much' });
    expect(network.to('/consumptions')).toHaveLength(1);
  });

  it('say what became of a hold', async () => {
    const { accountId } = use;
    const { holdId } = await ledger.reserve(use);
    await ledger.release({ accountId, holdId });
    const error = await thrownBy(ledger.extend({ accountId, holdId }));
    expect(isRefused(error, 'hold-closed') && error.problem.holdStatus).toBe('released');
  });

  it('name the fields that are wrong', async () => {
    const error = await thrownBy(ledger.consume({ ...use, units: 'many' }));
    expect(isRefused(error, 'validation-failed') && error.problem.errors).toMatchObject([{ field: 'units' }]);
  });

  it('of the key say nothing of the account', async () => {
    const stranger = new LedgerClient({ baseUrl: system.apiUrl, apiKey: 'tlk_0000000000000000_nobody' });
    expect(await thrownBy(stranger.consume(use))).toMatchObject({ code: 'unauthenticated', status: 401 });
  });
});

describe('a bad network', () => {
  it('charges once when the answer is lost, and tells that it is a replay', async () => {
    network.next({ kind: 'answer-lost' }, { kind: 'answer-lost' });
    expect(await ledger.consume(use)).toMatchObject({ tokens: '1', replayed: true });
    const keys = network.to('/consumptions').map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(await figures()).toMatchObject({ spent: '1' });
  });

  it('charges once when nothing comes back in time', async () => {
    network.next({ kind: 'hangs' });
    expect(await ledger.consume(use, { timeoutMs: 300 })).toMatchObject({ replayed: true });
    expect(await figures()).toMatchObject({ spent: '1' });
  });

  it('charges once when the request was lost', async () => {
    network.next({ kind: 'request-lost' });
    expect(await ledger.consume(use)).toMatchObject({ replayed: false });
    expect(await figures()).toMatchObject({ spent: '1' });
  });

  it('comes back when it is told to, and not before', async () => {
    network.next({ kind: 'answers', status: 503, headers: { 'Retry-After': '1' } });
    await ledger.consume(use);
    const [first, second] = network.to('/consumptions');
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect(await figures()).toMatchObject({ spent: '1' });
  });

  it('charges every item of a batch once when the answer is lost', async () => {
    network.next({ kind: 'answer-lost' });
    const outcomes = await ledger.consumeBatch([use, use, use]);
    expect(outcomes.map((each) => each.status === 'consumed' && each.receipt.replayed)).toEqual([
      true,
      true,
      true,
    ]);
    expect(await figures()).toMatchObject({ spent: '3' });
  });

  it('says that the outcome is not known, and the key tells later', async () => {
    network.always('/consumptions', { kind: 'answer-lost' });
    const error = await thrownBy(ledger.consume(use, { retries: 2 }));
    if (!(error instanceof OutcomeUnknown)) throw error;
    expect(error.attempts).toBe(3);
    network.heal();
    const { idempotencyKey } = error;
    expect(await ledger.consume({ ...use, idempotencyKey })).toMatchObject({ tokens: '1', replayed: true });
    expect(await figures()).toMatchObject({ spent: '1' });
  });

  it('says that nothing was done when nobody is there', async () => {
    const baseUrl = `http://127.0.0.1:${await freePort()}`;
    const nobody = new LedgerClient({ baseUrl, apiKey, retries: 1 });
    const error = await thrownBy(nobody.consume({ ...use, idempotencyKey: 'nobody' }));
    expect(error).toMatchObject({ name: 'Unavailable', idempotencyKey: 'nobody', attempts: 2 });
  });

  it('says that the outcome is not known to a caller who does not wait for the answer', async () => {
    network.always('/consumptions', { kind: 'hangs' });
    const stop = new AbortController();
    const error = thrownBy(ledger.consume({ ...use, idempotencyKey: 'given-up' }, { signal: stop.signal }));
    await until('the command is there', () => network.to('/consumptions').length > 0);
    stop.abort();
    expect(await error).toMatchObject({ name: 'OutcomeUnknown', idempotencyKey: 'given-up' });
    network.heal();
    expect(await ledger.consume({ ...use, idempotencyKey: 'given-up' })).toMatchObject({ replayed: true });
  });
});

describe('the example', () => {
  const example = () =>
    builtProgram('examples/meter-a-streaming-call/main.js', [], {
      environment: { API_URL: system.apiUrl, LEDGER_API_KEY: apiKey, LEDGER_ACCOUNT: use.accountId },
    });

  it('holds, streams, and is charged by the word', async () => {
    const run = example();
    expect(await run.exited).toBe(0);
    expect(run.output()).toMatch(/Held +60 tokens/);
    expect(run.output()).toContain('Two roads diverged in a yellow wood,');
    expect(run.output()).toMatch(/Used +37 x 1 per word x 1\nCharged +37 of 60 tokens held/);
    expect(run.output()).toContain('The account has 63 tokens of all models.');
    expect(await figures()).toEqual({ available: '63', held: '0', spent: '37' });
  });

  it('is charged what was delivered when it is interrupted', async () => {
    const run = example();
    await until('words arrive', () => run.output().includes('diverged'));
    run.process.kill('SIGINT');
    expect(await run.exited).toBe(130);
    const [, words = ''] = /Used +(\d+) x 1 per word/.exec(run.output()) ?? [];
    expect(run.output()).toContain('Interrupted.');
    expect(Number(words)).toBeGreaterThanOrEqual(3);
    expect(Number(words)).toBeLessThan(37);
    expect(await figures()).toMatchObject({ held: '0', spent: words });
  });

  it('says what is wrong', async () => {
    await ledger.consume({ ...use, units: '50' });
    const run = example();
    expect(await run.exited).toBe(1);
    expect(run.output()).toContain('The account has 50 tokens, and 60 are needed.');
  });
});
