import { amount, type GrantTokens } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { BalanceQuery } from './balance.query.js';

const at = (time: string) => new Date(time);
const start = at('2026-01-01T00:00:00Z');

const grant = (grantId: string, over: Partial<GrantTokens> = {}): GrantTokens => ({
  type: 'GrantTokens',
  grantId,
  model: 'gpt-5-nano',
  amount: amount('1000'),
  source: 'bonus',
  priority: 100,
  expiresAt: null,
  reason: null,
  ...over,
});

describe('the balance of an account', () => {
  let fixture: ReadModelsFixture;
  let history: LedgerHistory;
  let query: BalanceQuery;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
    query = new BalanceQuery(fixture.database);
  });
  beforeEach(async () => {
    await fixture.empty();
    history = new LedgerHistory();
    history.model({ model: 'gpt-5-nano', name: 'GPT-5 Nano', engine: 'openai' }, start);
    history.rate(
      {
        feature: 'ai_bots',
        name: 'AI Bots',
        unit: 'word',
        tokensPerUnit: amount('2.5'),
        effectiveFrom: null,
      },
      start,
    );
  });
  afterAll(() => fixture.close());

  const balanceAt = async (now: string, zone = 'UTC') => {
    await fixture.project(history.events);
    return await query.ofAccount('acc-1', { zone, now: at(now) });
  };
  const use = (units: string, now: string) =>
    history.consume(
      'acc-1',
      { model: 'gpt-5-nano', feature: 'ai_bots', quantity: { units: amount(units) } },
      at(now),
    );

  it('is nothing for an account without any event', async () => {
    expect(await query.ofAccount('acc-unknown', { zone: 'UTC', now: start })).toEqual({
      accountId: 'acc-unknown',
      total: '0',
      available: '0',
      held: '0',
      usedThisMonth: '0',
      activeAllocations: 0,
      allocations: [],
      zone: 'UTC',
      asOf: { position: '0', at: expect.any(String) },
    });
  });

  it('shows what was granted, spent and is left, with the names of the model', async () => {
    history.account('acc-1', grant('g-1', { amount: amount('50000') }), start);
    use('114', '2026-01-03T07:58:00Z');
    const balance = await balanceAt('2026-01-03T08:00:00Z');
    expect(balance).toMatchObject({
      total: '49715',
      available: '49715',
      usedThisMonth: '285',
      activeAllocations: 1,
    });
    expect(balance.allocations).toMatchObject([
      {
        model: 'gpt-5-nano',
        name: 'GPT-5 Nano',
        engine: 'openai',
        granted: '50000',
        spent: '285',
        available: '49715',
        basis: '50000',
        usedThisMonth: '285',
        expiresAt: null,
      },
    ]);
    expect(balance.asOf.position).toBe(history.events.at(-1)?.position.toString());
  });

  it('counts a grant as expired from the very instant, before any event says so', async () => {
    history.account('acc-1', grant('g-1', { expiresAt: at('2026-02-01T00:00:00Z') }), start);
    use('40', '2026-01-10T00:00:00Z');
    expect((await balanceAt('2026-01-31T23:59:59.999Z')).allocations).toMatchObject([
      { available: '900', expired: '0', basis: '1000', expiresAt: '2026-02-01T00:00:00.000Z' },
    ]);
    expect((await balanceAt('2026-02-01T00:00:00Z')).allocations).toMatchObject([
      {
        granted: '1000',
        available: '0',
        spent: '100',
        expired: '900',
        basis: '0',
        expiresAt: null,
        grants: [],
      },
    ]);
  });

  it('is the same after the expiry is recorded, and then tells of what is left', async () => {
    history.account('acc-1', grant('g-1', { expiresAt: at('2026-02-01T00:00:00Z') }), start);
    const unrecorded = await balanceAt('2026-02-02T00:00:00Z');
    history.account('acc-1', { type: 'RecordDue' }, at('2026-02-01T00:00:05Z'));
    const recorded = await balanceAt('2026-02-02T00:00:00Z');
    const allocations = unrecorded.allocations.map((each) => ({ ...each, alert: 'depleted' }));
    expect(recorded).toEqual({ ...unrecorded, allocations, asOf: recorded.asOf });
  });

  it('tells how low the balance is by the rule of the ledger: of the latest credit, with what is held', async () => {
    history.account('acc-1', grant('g-1'), start);
    const alertAfter = async (units: string, time: string) => {
      use(units, time);
      return (await balanceAt(time)).allocations[0]?.alert;
    };
    expect(await alertAfter('359.999998', '2026-01-02T00:00:00Z')).toBeNull();
    expect(await alertAfter('0.000002', '2026-01-03T00:00:00Z')).toBe('warning');
    expect(await alertAfter('20', '2026-01-04T00:00:00Z')).toBe('critical');
    history.account('acc-1', grant('small', { amount: amount('10') }), at('2026-01-05T00:00:00Z'));
    expect((await balanceAt('2026-01-05T00:00:00Z')).allocations).toMatchObject([
      { alert: null, alertBasis: '60' },
    ]);
    expect(await alertAfter('24', '2026-01-06T00:00:00Z')).toBe('depleted');
  });

  it('lists grants in the order in which they are drawn', async () => {
    history.account('acc-1', grant('last', { priority: 200 }), start);
    history.account('acc-1', grant('old'), start);
    history.account('acc-1', grant('new'), start);
    history.account('acc-1', grant('expiring', { expiresAt: at('2027-01-01T00:00:00Z') }), start);
    history.account('acc-1', grant('first', { priority: 1 }), start);
    const [allocation] = (await balanceAt('2026-01-02T00:00:00Z')).allocations;
    expect(allocation?.grants.map(({ grantId }) => grantId)).toEqual([
      'first',
      'expiring',
      'old',
      'new',
      'last',
    ]);
  });

  it('shows the package of a purchase and the reason of a gift', async () => {
    const item = {
      grantId: 'bought',
      model: 'gpt-5-nano',
      amount: amount('1'),
      priority: 100,
      expiresAt: null,
    };
    history.account(
      'acc-1',
      { type: 'CreditPurchase', purchaseId: 'p-1', packageName: 'Starter', items: [item] },
      start,
    );
    history.account('acc-1', grant('given', { reason: 'Welcome\0' }), start);
    const [allocation] = (await balanceAt('2026-01-02T00:00:00Z')).allocations;
    expect(allocation?.grants).toMatchObject([
      { grantId: 'bought', source: 'purchase', label: 'Starter' },
      { grantId: 'given', source: 'bonus', label: 'Welcome\uFFFD' },
    ]);
  });

  it('records what is consumed while unlimited without drawing it', async () => {
    history.account('acc-1', grant('g-1'), start);
    history.account('acc-1', { type: 'SetUnlimited', model: 'gpt-5-nano', unlimited: true }, start);
    use('1000', '2026-01-02T00:00:00Z');
    expect(await balanceAt('2026-01-02T01:00:00Z')).toMatchObject({
      available: '1000',
      usedThisMonth: '2500',
      allocations: [{ unlimited: true, spent: '0', unlimitedSpent: '2500', usedThisMonth: '2500' }],
    });
    history.account(
      'acc-1',
      { type: 'SetUnlimited', model: 'gpt-5-nano', unlimited: false },
      at('2026-01-03T00:00:00Z'),
    );
    expect(await balanceAt('2026-01-03T01:00:00Z')).toMatchObject({ allocations: [{ unlimited: false }] });
  });

  it('cuts the month where the clocks of the zone do', async () => {
    history.account('acc-1', grant('g-1'), start);
    use('10', '2026-01-31T18:14:59Z'); // 23:59 in Kathmandu
    use('1', '2026-01-31T18:15:00Z'); // midnight in Kathmandu
    expect((await balanceAt('2026-02-10T00:00:00Z', 'Asia/Kathmandu')).usedThisMonth).toBe('2.5');
    expect((await balanceAt('2026-02-10T00:00:00Z', 'UTC')).usedThisMonth).toBe('0');
    expect((await balanceAt('2026-01-31T23:00:00Z', 'UTC')).usedThisMonth).toBe('27.5');
  });

  it('refuses a zone that does not exist', async () => {
    await expect(query.ofAccount('acc-1', { zone: 'Mars/Olympus', now: start })).rejects.toThrow(
      '"Mars/Olympus" is no IANA time zone.',
    );
    await expect(query.ofAccount('acc-1', { zone: '+02:00', now: start })).rejects.toThrow(
      'no IANA time zone',
    );
  });

  it('calls a model that nobody defined by its key', async () => {
    history.account('acc-1', grant('g-1', { model: 'mystery' }), start);
    expect((await balanceAt('2026-01-02T00:00:00Z')).allocations).toMatchObject([
      { model: 'mystery', name: 'mystery', engine: 'unknown', icon: null },
    ]);
  });

  describe('of grants that roll over while nothing says so yet', () => {
    const all = { rule: 'all', until: '2026-03-01T00:00:00.000Z' } as const;
    const grantsAt = async (now: string) => (await balanceAt(now)).allocations[0]?.grants;
    const hold = {
      type: 'ReserveTokens',
      operationId: 'hold-1',
      model: 'gpt-5-nano',
      feature: 'ai_bots',
      overagePolicy: 'reject',
      ttlSecondsMax: 2_000_000,
    } as const;

    it('adds what a hold gives back to what rolled over before and was used up', async () => {
      history.account(
        'acc-1',
        grant('monthly', { expiresAt: at('2026-01-10T00:00:00Z'), rollover: all }),
        start,
      );
      const held = { ...hold, quantity: { units: amount('100') }, rates: history.ratesOf('ai_bots') };
      history.account('acc-1', { ...held, ttlSeconds: 1_500_000 }, start); // into the 18th
      use('300', '2026-01-11T00:00:00Z'); // all that rolled over
      expect(await grantsAt('2026-01-20T00:00:00Z')).toMatchObject([
        { grantId: 'monthly~rollover', amount: '1000', remaining: '250' },
      ]);
    });

    it('draws from older grants first', async () => {
      const sameEnd = { expiresAt: at(all.until), effectiveFrom: at('2026-01-10T00:00:00Z') };
      history.account('acc-1', grant('scheduled', sameEnd), start);
      history.account('acc-1', grant('monthly', { expiresAt: sameEnd.effectiveFrom, rollover: all }), start);
      expect(await grantsAt('2026-01-10T00:00:00Z')).toMatchObject([
        { grantId: 'scheduled' },
        { grantId: 'monthly~rollover' },
      ]);
    });
  });
});
