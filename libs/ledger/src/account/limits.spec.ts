import { consume, granted, NOW, reserve, settle, rates } from '../testing/account-samples.js';
import { AccountStory, after } from '../testing/account-story.js';
import { amount } from '../tokens/index.js';
import type { SetSpendingCaps } from './set-limits.js';

const MODEL = 'gpt-5-nano';
const account = AccountStory.of(granted({ amount: '1000' }));
const caps = (changes: Partial<SetSpendingCaps>): SetSpendingCaps => ({
  type: 'SetSpendingCaps',
  model: null,
  day: null,
  week: null,
  month: null,
  ...changes,
});
const overdraft = (limit: string) =>
  ({ type: 'SetOverdraftLimit', model: MODEL, limit: amount(limit) }) as const;

describe('an overdraft limit', () => {
  const overdrawn = account.then(overdraft('300')).then(consume('500'));

  it('lets consumption go below zero, and no further than the limit', () => {
    expect(overdrawn.terms()).toEqual({ granted: '1000', spent: '1000', overdrawn: '250' });
    expect(overdrawn.last('TokensConsumed')).toMatchObject({
      tokens: '1250',
      drawn: [{ grantId: 'grant-1', tokens: '1000' }],
      overdrawn: '250',
      balanceAfter: '0',
    });
    expect(overdrawn.refused(consume('21'))).toMatchObject({ needed: '52.5', overdraft: '50' });
  });

  it('is paid back by the next credit before anything else can draw it', () => {
    const credited = overdrawn.then({
      type: 'GrantTokens',
      grantId: 'grant-2',
      model: MODEL,
      amount: amount('400'),
      source: 'bonus',
      priority: 100,
      expiresAt: null,
      reason: null,
    });
    expect(credited.types.slice(0, 2)).toEqual(['TokensGranted', 'OverdraftRepaid']);
    expect(credited.terms()).toEqual({ granted: '1400', available: '150', spent: '1250' });
  });
});

describe('a spending cap', () => {
  it.each([
    ['account', null],
    ['model', MODEL],
  ])('of the %s refuses what goes beyond, and says when it resets', (scope, model) => {
    const capped = account.then(consume('10')).then(caps({ model, day: amount('100') }));
    expect(capped.refused(consume('31'))).toEqual({
      code: 'spending-cap-reached',
      scope,
      model,
      period: 'day',
      cap: '100',
      spent: '25',
      held: '0',
      needed: '77.5',
      available: '75',
      resetsAt: '2026-03-11T00:00:00.000Z',
    });
    expect(capped.refused(consume('30'))).toBeNull();
  });

  it('counts what open holds may come to', () => {
    const capped = account.then(caps({ week: amount('100') })).then(reserve('30'));
    expect(capped.refused(consume('11'))).toMatchObject({
      period: 'week',
      held: '75',
      available: '25',
      resetsAt: '2026-03-16T00:00:00.000Z',
    });
  });

  it("begins anew with the next period of the account's time zone", () => {
    const kathmandu = account
      .then({ type: 'SetTimeZone', timeZone: 'Asia/Kathmandu' })
      .then(caps({ day: amount('100') }))
      .then(consume('40'));
    const midnight = new Date('2026-03-10T18:15:00.000Z');
    expect(kathmandu.refused(consume('1'), new Date(midnight.getTime() - 1))).toMatchObject({
      resetsAt: midnight.toISOString(),
    });
    expect(kathmandu.refused(consume('40'), midnight)).toBeNull();
  });

  it('limits the overage of a settlement, and never the hold itself', () => {
    const held = account.then(reserve('40', { overagePolicy: 'cap' })).then(caps({ month: amount('120') }));
    expect(held.then(settle('60')).last('HoldSettled')).toMatchObject({ tokens: '120', uncollected: '30' });
  });

  it('also holds for unlimited allocations', () => {
    const unlimited = account.then({ type: 'SetUnlimited', model: MODEL, unlimited: true });
    const capped = unlimited.then(caps({ model: MODEL, month: amount('5000') })).then(consume('2000'));
    expect(capped.refused(consume('1'))).toMatchObject({ code: 'spending-cap-reached', available: '0' });
  });
});

it('refuses a time zone that does not exist', () => {
  expect(account.refused({ type: 'SetTimeZone', timeZone: 'Mars/Olympus' })).toEqual({
    code: 'unknown-time-zone',
    timeZone: 'Mars/Olympus',
  });
});

describe('a freeze', () => {
  const freeze = (model: string | null) =>
    ({ type: 'FreezeSpending', model, reason: 'sudden spike' }) as const;

  it.each([[null], [MODEL]])('of %s stops consuming, reserving and extending, and says why', (model) => {
    const frozen = account.then(reserve('1', { operationId: 'open' })).then(freeze(model));
    const extension = { type: 'ExtendHold', holdId: 'open', ttlSeconds: 60, ttlSecondsMax: 3_600 } as const;
    const figures = { available: '997.5', held: '2.5' };
    for (const [command, needed] of [
      [consume('1'), '2.5'],
      [reserve('1'), '2.5'],
      [extension, '0'],
    ] as const) {
      expect(frozen.refused(command)).toEqual({
        ...figures,
        needed,
        code: 'spending-frozen',
        model,
        reason: 'sudden spike',
        frozenAt: NOW.toISOString(),
      });
    }
  });

  it('lets what was held be settled or released, without overage', () => {
    const frozen = account.then(reserve('10')).then(freeze(null));
    expect(frozen.then(settle('10')).terms()).toMatchObject({ spent: '25' });
    expect(frozen.refused(settle('11'))).toMatchObject({ code: 'overage-refused', limitedBy: 'frozen' });
  });

  it('ends when it is lifted', () => {
    const lifted = account
      .then(freeze(null))
      .then({ type: 'UnfreezeSpending', model: null, reason: 'explained' });
    expect(lifted.refused(consume('1'))).toBeNull();
  });
});

describe('thresholds', () => {
  const crossings = (story: AccountStory) =>
    story.events.flatMap((event) =>
      event.type === 'BalanceThresholdCrossed' || event.type === 'BalanceThresholdRecovered'
        ? [`${event.type === 'BalanceThresholdCrossed' ? '-' : '+'}${event.data.threshold}`]
        : [],
    );

  it('are crossed once each, in the append of the consumption that did it', () => {
    const at100 = account.then(consume('360'));
    expect(crossings(at100)).toEqual(['-warning']);
    const at50 = at100.then(consume('20'));
    expect(crossings(at50)).toEqual(['-critical']);
    const at45 = at50.then(consume('2'));
    expect(crossings(at45)).toEqual([]);
    expect(crossings(at45.then(consume('18')))).toEqual(['-depleted']);
  });

  it('are all crossed by one consumption that takes everything', () => {
    expect(crossings(account.then(consume('400')))).toEqual(['-warning', '-critical', '-depleted']);
  });

  it('are recovered by a credit, the deepest first', () => {
    const empty = account.then(consume('400'));
    const adjusted = empty.then({
      type: 'AdjustBalance',
      operationId: 'up',
      model: MODEL,
      direction: 'up',
      tokens: amount('1'),
      reason: 'goodwill',
    });
    expect(crossings(adjusted)).toEqual(['+depleted', '+critical', '+warning']);
  });

  it('look at available and held together: a hold crosses nothing, its settlement does', () => {
    const held = account.then(reserve('400'));
    expect(crossings(held)).toEqual([]);
    expect(crossings(held.then(settle('370')))).toEqual(['-warning']);
  });

  it('do not exist for an unlimited allocation', () => {
    const empty = account.then(consume('400'));
    expect(crossings(empty.then({ type: 'SetUnlimited', model: MODEL, unlimited: true }))).toEqual([
      '+depleted',
      '+critical',
      '+warning',
    ]);
  });
});

describe('a grant', () => {
  const grant = {
    type: 'GrantTokens',
    grantId: 'grant-2',
    model: MODEL,
    amount: amount('400'),
    source: 'subscription',
    priority: 100,
    effectiveFrom: after(60),
    expiresAt: after(120),
    reason: null,
  } as const;

  it('that is scheduled counts from its moment on, whether or not an event says so yet', () => {
    const scheduled = account.then(grant);
    expect(scheduled.terms(after(59))).toEqual({ granted: '1000', available: '1000' });
    expect(scheduled.terms(after(60))).toEqual({ granted: '1400', available: '1400' });
    expect(scheduled.then(consume('500'), after(60)).types.slice(0, 2)).toEqual([
      'GrantTookEffect',
      'TokensConsumed',
    ]);
  });

  it.each([
    [{ rule: 'none' }, '400', {}],
    [{ rule: 'all', until: after(999).toISOString() }, undefined, { available: '1400' }],
    [{ rule: 'capped', cap: '150', until: after(999).toISOString() }, '250', { available: '1150' }],
  ] as const)('rolls over by its rule %j', (rollover, expired, terms) => {
    const granted = account.then({ ...grant, rollover });
    expect(granted.terms(after(120))).toMatchObject({
      granted: '1400',
      ...terms,
      ...(expired && { expired }),
    });
  });

  it('that rolled over ends with the next period', () => {
    const granted = account.then({ ...grant, rollover: { rule: 'all', until: after(999).toISOString() } });
    expect(granted.terms(after(998))).toEqual({ granted: '1400', available: '1400' });
    expect(granted.terms(after(999))).toEqual({ granted: '1400', available: '1000', expired: '400' });
  });

  it.each([
    [{ effectiveFrom: after(-1) }, 'effective-in-the-past'],
    [{ effectiveFrom: after(120) }, 'expiry-before-effect'],
    [{ rollover: { rule: 'all', until: after(120).toISOString() } }, 'invalid-rollover'],
    [{ expiresAt: null, rollover: { rule: 'all', until: after(999).toISOString() } }, 'invalid-rollover'],
    [{ rollover: { rule: 'capped', cap: '0', until: after(999).toISOString() } }, 'invalid-rollover'],
  ] as const)('is refused with %j', (changes, code) => {
    expect(account.refused({ ...grant, ...changes })).toMatchObject({ code });
  });
});

it('charges by the multiplier of the model, exactly', () => {
  const multipliers = new Map([[MODEL, amount('1.2')]]);
  const multiplied = { rates: rates('2.5').rates.map((rate) => ({ ...rate, multipliers })) };
  expect(account.then(consume('3', { rates: multiplied })).last('TokensConsumed')).toMatchObject({
    units: '3',
    rate: '2.5',
    multiplier: '1.2',
    tokens: '9',
  });
});
