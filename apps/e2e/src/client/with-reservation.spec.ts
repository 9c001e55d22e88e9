import {
  endingKey,
  HoldLost,
  isRefused,
  LedgerClient,
  SettlementFailed,
  WorkAndSettlementFailed,
  type Closing,
  type OpenHold,
} from '#libs/client';
import { routes } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { endowedAccount, TokenLedger, until, type ApiClient, type Consumption } from '../system/index.js';
import { FaultyNetwork } from './faulty-network.js';

let system: TokenLedger;
let api: ApiClient;
let network: FaultyNetwork;
/** Over the faulty network, and not very patient. */
let ledger: LedgerClient;

beforeAll(async () => {
  system = await TokenLedger.start();
  api = await system.client();
  network = await FaultyNetwork.before(system.apiUrl);
  const apiKey = await system.apiKey('service', ['tokens:consume', 'balances:read', 'usage:read']);
  ledger = new LedgerClient({ baseUrl: network.url, apiKey, retries: 2 });
}, 240_000);

afterAll(async () => {
  await network.close();
  await system.discard();
});

/** Ten of the 100 tokens that the account has. */
let estimate: Consumption & { readonly idempotencyKey: string };
let accountId: string;
/** What the client says of the hold. */
let closed: Closing[];
const onClosed = (closing: Closing) => void closed.push(closing);
beforeEach(async () => {
  estimate = { ...(await endowedAccount(api, '100')), units: '10', idempotencyKey: `call-${randomUUID()}` };
  ({ accountId } = estimate);
  closed = [];
  network.heal();
});

const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  );

/** What the log says, through the read models: no client's word for it. */
async function figures() {
  network.heal();
  const probe = await ledger.consume({ ...estimate, units: '0', idempotencyKey: randomUUID() });
  const { allocations } = await ledger.balance({ accountId, after: probe.position });
  const { available, held, spent } = allocations[0] ?? {};
  return { available, held, spent };
}

const untilAborted = (signal: AbortSignal) => until('the work is told to stop', () => signal.aborted);

/** So that the hold is over by the ledger's clock too, which may be a moment later than ours. */
const untilExpired = (expiresAt: string) =>
  until('the hold has expired', () => Date.now() > Date.parse(expiresAt) + 10);

describe('work that is done', () => {
  it('settles with what was used, and answers the result and the receipt', async () => {
    const { result, settlement } = await ledger.withReservation(estimate, async (hold) => {
      expect(hold.reservation).toMatchObject({ tokens: '10', balanceAfter: '90' });
      for (const units of ['1', '2.5', '0.000001']) hold.add(units);
      return hold.used();
    });
    expect(result).toBe('3.500001');
    expect(settlement).toMatchObject({
      tokens: '3.500001',
      held: '10',
      operationId: `${estimate.idempotencyKey}:settle`,
    });
    expect(await figures()).toEqual({ available: '96.499999', held: '0', spent: '3.500001' });
  });

  it('settles with the words of a stream, wherever it is cut', async () => {
    const { settlement } = await ledger.withReservation(estimate, async (hold) => {
      for (const chunk of ['To be, o', 'r not t', 'o be']) hold.addText(chunk);
    });
    expect(settlement).toMatchObject({ units: '6', tokens: '6' });
  });

  it('records work that used nothing', async () => {
    const { settlement } = await ledger.withReservation(estimate, async () => undefined);
    expect(settlement).toMatchObject({ tokens: '0', balanceAfter: '100' });
  });

  it('takes nothing more once it has ended', async () => {
    const { result: late } = await ledger.withReservation(estimate, async (hold) => hold);
    expect(() => late.add('1')).toThrow(/after it is not charged/);
  });

  it('is charged once when answers are lost on every way', async () => {
    network.next({ kind: 'answer-lost' });
    const { settlement } = await ledger.withReservation(estimate, async (hold) => {
      network.next({ kind: 'answer-lost' });
      hold.add('4');
    });
    expect(settlement).toMatchObject({ tokens: '4', replayed: true });
    expect(await figures()).toEqual({ available: '96', held: '0', spent: '4' });
  });
});

describe('work that fails', () => {
  const failure = new Error('The provider is down.');

  it('releases the hold when nothing was delivered, and throws what the work threw', async () => {
    const work = () => Promise.reject(failure);
    expect(await thrownBy(ledger.withReservation(estimate, work, { onClosed }))).toBe(failure);
    expect(closed).toEqual([{ status: 'released' }]);
    expect(await figures()).toEqual({ available: '100', held: '0', spent: '0' });
  });

  it('settles with what was delivered before, and throws what the work threw', async () => {
    const work = async (hold: OpenHold) => {
      hold.add('3');
      throw failure;
    };
    expect(await thrownBy(ledger.withReservation(estimate, work, { onClosed }))).toBe(failure);
    expect(closed).toMatchObject([{ status: 'settled', settlement: { tokens: '3' } }]);
    expect(await figures()).toEqual({ available: '97', held: '0', spent: '3' });
  });

  it('settles a stream that the caller stops with what was delivered', async () => {
    const stop = new AbortController();
    const work = async (hold: OpenHold) => {
      hold.addText('three words came ');
      stop.abort(failure);
      hold.signal.throwIfAborted();
    };
    const { signal } = stop;
    expect(await thrownBy(ledger.withReservation(estimate, work, { signal }))).toBe(failure);
    expect(await figures()).toEqual({ available: '97', held: '0', spent: '3' });
  });

  it('does not begin when the caller has stopped it while the tokens were set aside', async () => {
    const stop = new AbortController();
    network.fault = () => void stop.abort(failure);
    const work = jest.fn();
    expect(await thrownBy(ledger.withReservation(estimate, work, { signal: stop.signal }))).toBe(failure);
    expect(work).not.toHaveBeenCalled();
    expect(await figures()).toEqual({ available: '100', held: '0', spent: '0' });
  });

  it('throws both errors when the hold cannot be closed either', async () => {
    network.always('/settlement', { kind: 'request-lost' });
    const work = async (hold: OpenHold) => {
      hold.add('3');
      throw failure;
    };
    const error = await thrownBy(ledger.withReservation(estimate, work));
    if (!(error instanceof WorkAndSettlementFailed)) throw error;
    expect(error.cause).toBe(failure);
    expect(error.errors).toEqual([failure, error.settlementFailed]);
    expect(error.settlementFailed).toMatchObject({ used: { units: '3' }, cause: { name: 'OutcomeUnknown' } });
  });
});

describe('more than was held', () => {
  it('is refused by the policy reject: what was held is charged, and the result is kept', async () => {
    await ledger.consume({ ...estimate, units: '88', idempotencyKey: randomUUID() }); // 2 are left beside the hold
    const work = async (hold: OpenHold) => (hold.add('20'), 'all of it');
    const error = await thrownBy(ledger.withReservation(estimate, work));
    if (!(error instanceof SettlementFailed) || !isRefused(error.cause, 'overage-refused')) throw error;
    const { needed, held, room } = error.cause.problem;
    expect({ needed, held, room }).toEqual({ needed: '20', held: '10', room: '2' });
    expect(error).toMatchObject({ result: 'all of it', charged: { tokens: '10' }, released: false });
    expect(await figures()).toEqual({ available: '2', held: '0', spent: '98' });
  });

  it('is charged as far as it goes by the policy cap', async () => {
    const capped = { ...estimate, overagePolicy: 'cap' } as const;
    const { settlement } = await ledger.withReservation(capped, async (hold) => hold.add('120'));
    expect(settlement).toMatchObject({ tokens: '100', uncollected: '20' });
  });
});

describe('what cannot be charged', () => {
  it('leaves no hold behind when the ledger refuses to settle', async () => {
    const feature = 'fine-grained';
    const rate = { name: 'Fine-grained', unit: 'token', tokensPerUnit: '0.000001' };
    await api.command('PUT', routes.featureRate(feature), rate);
    const error = await thrownBy(
      ledger.withReservation({ ...estimate, feature }, async (hold) => hold.add('0.5')),
    );
    if (!(error instanceof SettlementFailed)) throw error;
    expect(isRefused(error.cause, 'inexact-tokens')).toBe(true);
    expect(error).toMatchObject({ charged: null, released: true, used: { units: '0.5' } });
    expect(await figures()).toEqual({ available: '100', held: '0', spent: '0' });
  });

  it('can be settled later, and once only, when nobody answered', async () => {
    network.always('/settlement', { kind: 'answer-lost' });
    const error = await thrownBy(ledger.withReservation(estimate, async (hold) => hold.add('7')));
    if (!(error instanceof SettlementFailed)) throw error;
    network.heal();
    const { holdId, used } = error;
    const settlement = await ledger.settle({ accountId, holdId, ...used });
    expect(settlement).toMatchObject({ tokens: '7', replayed: true });
    expect(await figures()).toEqual({ available: '93', held: '0', spent: '7' });
  });
});

describe('the life of a hold', () => {
  it('lasts as long as the work', async () => {
    const { settlement } = await ledger.withReservation({ ...estimate, ttlSeconds: 2 }, async (hold) => {
      await untilExpired(hold.reservation.expiresAt);
      hold.add('5');
    });
    expect(settlement).toMatchObject({ tokens: '5' });
    expect(network.to('/extension').length).toBeGreaterThanOrEqual(1);
  });

  it('stops the work when it cannot be extended, and says what was not charged', async () => {
    network.always('/extension', { kind: 'request-lost' });
    const work = async (hold: OpenHold) => {
      hold.add('5');
      await untilAborted(hold.signal);
      await untilExpired(hold.reservation.expiresAt);
      hold.signal.throwIfAborted();
    };
    const error = await thrownBy(ledger.withReservation({ ...estimate, ttlSeconds: 1 }, work));
    if (!(error instanceof WorkAndSettlementFailed)) throw error;
    expect(error.cause).toBeInstanceOf(HoldLost);
    const { cause, released, used } = error.settlementFailed;
    expect(isRefused(cause, 'hold-closed') && cause.problem.holdStatus).toBe('expired');
    expect({ released, used }).toEqual({ released: true, used: { units: '5' } });
    expect(await figures()).toEqual({ available: '100', held: '0', spent: '0' });
  });

  it('is over when somebody closes it: the work is told at the next extension', async () => {
    const work = async (hold: OpenHold) => {
      await ledger.release({ accountId, holdId: hold.holdId });
      await untilAborted(hold.signal);
      hold.signal.throwIfAborted();
    };
    const error = await thrownBy(ledger.withReservation({ ...estimate, ttlSeconds: 2 }, work));
    expect(error).toMatchObject({ name: 'HoldLost', refused: { code: 'hold-closed' } });
  });
});

describe('doing it again after a crash', () => {
  it('goes on with the hold of the first time, and charges once', async () => {
    const { holdId } = await ledger.reserve(estimate); // and then the process died
    const { settlement } = await ledger.withReservation(estimate, async (hold) => {
      expect(hold.reservation.replayed).toBe(true);
      hold.add('6');
    });
    expect(settlement).toMatchObject({ holdId, tokens: '6' });
    expect(await figures()).toEqual({ available: '94', held: '0', spent: '6' });
  });

  it('does no work on a hold that was settled: the receipt is there', async () => {
    const { settlement } = await ledger.withReservation(estimate, async (hold) => hold.add('6'));
    const work = jest.fn();
    const error = await thrownBy(ledger.withReservation(estimate, work));
    expect(isRefused(error, 'hold-closed') && error.problem.holdStatus).toBe('settled');
    expect(work).not.toHaveBeenCalled();
    const operationId = endingKey(estimate.idempotencyKey, 'settle');
    const { tokens } = await ledger.receipt({ accountId, operationId, after: settlement.position });
    expect(tokens).toBe('6');
    expect(await figures()).toEqual({ available: '94', held: '0', spent: '6' });
  });
});
